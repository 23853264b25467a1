import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.serialization.EventDeserializer;
import org.apache.flume.serialization.LineDeserializer;
import org.apache.flume.serialization.ResettableInputStream;

/** Flume's lines of a spooled file, each with its place in the header "byteoffset", as TAILDIR gives it. */
public final class PlacedLineDeserializer implements EventDeserializer {
    private final EventDeserializer lines;
    private final ResettableInputStream in;

    public static final class Builder implements EventDeserializer.Builder {
        @Override
        public EventDeserializer build(Context context, ResettableInputStream in) {
            return new PlacedLineDeserializer(new LineDeserializer.Builder().build(context, in), in);
        }
    }

    private PlacedLineDeserializer(EventDeserializer lines, ResettableInputStream in) {
        this.lines = lines;
        this.in = in;
    }

    @Override
    public Event readEvent() throws IOException {
        String place = Long.toString(in.tell());
        Event event = lines.readEvent();
        if (event != null) event.getHeaders().put("byteoffset", place);
        return event;
    }

    @Override
    public List<Event> readEvents(int count) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Event event; events.size() < count && (event = readEvent()) != null; ) events.add(event);
        return events;
    }

    @Override
    public void mark() throws IOException {
        lines.mark();
    }

    @Override
    public void reset() throws IOException {
        lines.reset();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
