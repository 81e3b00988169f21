import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import com.sun.source.util.JavacTask;

/** Parses the files that are named, and prints what is wrong with them, one complaint a line. */
public class Parse {

    public static void main(String[] files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(complaints, null, null)) {
            List<Path> paths = Arrays.stream(files).map(Path::of).toList();
            Iterable<? extends JavaFileObject> sources = manager.getJavaFileObjectsFromPaths(paths);
            StringWriter rest = new StringWriter();
            ((JavacTask) compiler.getTask(rest, manager, complaints, List.of("-proc:none"), null, sources)).parse();
            System.err.print(rest);
        }
        for (Diagnostic<? extends JavaFileObject> complaint : complaints.getDiagnostics()) {
            String file = complaint.getSource() == null ? "" : complaint.getSource().getName();
            System.out.println(file + ":" + complaint.getLineNumber() + ": " + complaint.getMessage(null).replace('\n', ' '));
        }
    }
}
