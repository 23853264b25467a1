import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.interceptor.Interceptor;

/**
 * Flume's interceptor that judges each line by the fields of its record type. The header "verdict" says row,
 * garbage (it does not begin with 14 digits) or dead (it does, but is no row). A row gets its car as the header
 * "key" and loses a carriage return. The body of any other line becomes: verdict, file, offset, reason and the
 * line, with tabs between them. data.validation says the same in Python.
 */
public final class RecordInterceptor implements Interceptor {
    private static final Pattern BEGIN = Pattern.compile("^\\d{14}"), NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Map<String, String> TIMES =
            Map.of("timestamp", "yyyyMMddHHmmss", "date", "yyyyMMdd", "month", "yyyyMM");
    private static final int SHOWN = 40;
    private final Field[] fields;
    private final Pattern separator;
    private final int key;

    public static final class Builder implements Interceptor.Builder {
        private Context context;

        @Override
        public void configure(Context context) {
            this.context = context;
        }

        @Override
        public Interceptor build() {
            return new RecordInterceptor(context);
        }
    }

    private RecordInterceptor(Context context) {
        List<String> names = List.of(context.getString("fields").split(" "));
        fields = names.stream().map(n -> Field.of(n, context.getString("fields." + n))).toArray(Field[]::new);
        separator = Pattern.compile(Pattern.quote(context.getString("separator", ",")));
        key = names.indexOf(context.getString("key"));
    }

    @Override
    public Event intercept(Event event) {
        String line = new String(event.getBody(), UTF_8);
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') end--;
        line = line.substring(0, end);
        String[] parts = separator.split(line, -1);
        boolean garbage = !BEGIN.matcher(line).find();
        String reason = garbage ? "it does not begin with 14 digits" : reason(parts);
        Map<String, String> headers = new HashMap<>(event.getHeaders());
        headers.put("verdict", garbage ? "garbage" : reason == null ? "row" : "dead");
        if (reason == null) {
            headers.put("key", parts[key]);
            event.setBody(line.getBytes(UTF_8));
        } else {
            event.setBody(letter(headers, reason, event.getBody()));
        }
        event.setHeaders(headers);
        return event;
    }

    @Override
    public List<Event> intercept(List<Event> events) {
        events.replaceAll(this::intercept);
        return events;
    }

    private static byte[] letter(Map<String, String> headers, String reason, byte[] line) {
        String file = headers.getOrDefault("basename", headers.getOrDefault("file", ""));
        String place = file.substring(file.lastIndexOf('/') + 1) + "\t" + headers.getOrDefault("byteoffset", "");
        byte[] head = (headers.get("verdict") + "\t" + place + "\t" + reason + "\t").getBytes(UTF_8);
        byte[] whole = java.util.Arrays.copyOf(head, head.length + line.length);
        System.arraycopy(line, 0, whole, head.length, line.length);
        return whole;
    }

    /** Why this is no row; null if it is one. */
    private String reason(String[] parts) {
        if (parts.length != fields.length) return parts.length + " fields, but " + fields.length + " were expected";
        for (int i = 0; i < fields.length; i++) {
            String wanted = fields[i].wanted(parts[i]);
            if (wanted != null) return fields[i].name + " is '" + shown(parts[i]) + "', but must be " + wanted;
        }
        return null;
    }

    private static String shown(String part) {
        int length = part.codePointCount(0, part.length());
        String begin = length > SHOWN ? part.substring(0, part.offsetByCodePoints(0, SHOWN)) + "…" : part;
        return begin.replaceAll("\\p{Cntrl}", " ");
    }

    /** A field by its rule: "timestamp", "integer 0 to 100", "integer of 1 2", "text of A B", "text like [A-Z]". */
    private record Field(String name, String kind, String allowed, Set<String> known, Pattern like, long low, long high) {
        static Field of(String name, String rule) {
            String[] words = rule.split(" ", 3);
            String how = words.length > 1 ? words[1] : "", limits = words.length > 2 ? words[2] : "";
            if (how.equals("of")) return new Field(name, words[0], limits, Set.of(limits.split(" ")), null, 0, 0);
            if (how.equals("like")) return new Field(name, words[0], limits, null, Pattern.compile(limits), 0, 0);
            if (how.isEmpty()) return new Field(name, words[0], "", null, null, Long.MIN_VALUE, Long.MAX_VALUE);
            long low = Long.parseLong(how), high = Long.parseLong(limits.substring("to ".length()));
            return new Field(name, words[0], low + "–" + high, null, null, low, high);
        }

        /** What the field must be, if it is not. */
        String wanted(String part) {
            if (TIMES.containsKey(kind)) return time(part, TIMES.get(kind));
            if (like != null) return like.matcher(part).matches() ? null : allowed;
            if (kind.equals("text")) return known == null || known.contains(part) ? null : allowed;
            if (!NUMBER.matcher(part).matches()) return "a whole number";
            long number = Long.parseLong(part);
            if (known != null) return known.contains(Long.toString(number)) ? null : allowed;
            return low <= number && number <= high ? null : allowed;
        }
    }

    /** 240000 is the midnight that ends a day. */
    private static String time(String part, String shape) {
        int digits = shape.length();
        if (part.length() != digits || !part.chars().allMatch(c -> c >= '0' && c <= '9')) return digits + " digits, " + shape;
        int[] at = {0, 1, 1, 0, 0, 0}; // year, month, day, hour, minute, second
        for (int i = 0, begin = 0; begin < digits; begin += i == 0 ? 4 : 2, i++)
            at[i] = Integer.parseInt(part.substring(begin, begin + (i == 0 ? 4 : 2)));
        boolean midnight = part.startsWith("240000", 8);
        try {
            LocalDateTime moment = LocalDateTime.of(at[0], at[1], at[2], midnight ? 0 : at[3], at[4], at[5]);
            if (at[0] > 0 && moment.plusDays(midnight ? 1 : 0).getYear() < 10000) return null;
        } catch (DateTimeException impossible) {
            // told below, as for the year 0
        }
        return "a time that exists, " + shape;
    }

    @Override
    public void initialize() {}

    @Override
    public void close() {}
}
