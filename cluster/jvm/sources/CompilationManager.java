package org.apache.sqoop.orm;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/**
 * Compiles the class that Sqoop writes for each table.
 *
 * It stands in for Sqoop's own, which asks the Java that runs it for a compiler, and a Java that runs servers need not
 * have one. This one is a jar on the class path.
 */
public class CompilationManager {
    private final com.cloudera.sqoop.SqoopOptions options;
    private final List<String> sources = new ArrayList<>();

    public CompilationManager(com.cloudera.sqoop.SqoopOptions options) {
        this.options = options;
    }

    public void addSourceFile(String name) {
        sources.add(name);
    }

    public void compile() throws IOException {
        Path folder = Files.createDirectories(folder());
        List<String> words = new ArrayList<>(List.of("-17", "-proc:none", "-nowarn", "-encoding", "UTF-8"));
        words.addAll(List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")));
        sources.forEach(name -> words.add(folder.resolve(name).toString()));
        PrintWriter told = new PrintWriter(System.err, true);
        if (!BatchCompiler.compile(words.toArray(new String[0]), told, told, null)) {
            throw new IOException("The class for the table could not be compiled; the reasons stand above.");
        }
        for (String name : sources) {
            Path kept = Path.of(options.getCodeOutputDir(), name).toAbsolutePath();
            Files.createDirectories(kept.getParent());
            Files.move(folder.resolve(name), kept, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    public String getJarFilename() {
        String chosen = options.getClassName();
        String name = chosen == null || chosen.isEmpty() ? options.getTableName() : chosen;
        return folder().resolve((name == null || name.isEmpty() ? "sqoop-codegen-created" : name) + ".jar").toString();
    }

    public void jar() throws IOException {
        Path folder = folder();
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(Path.of(getJarFilename())));
                Stream<Path> found = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) found.filter(each -> each.toString().endsWith(".class"))::iterator) {
                jar.putNextEntry(new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }

    private Path folder() {
        return Path.of(options.getJarOutputDir());
    }
}
