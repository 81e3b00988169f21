// Parses each file named on the command line; prints what is no Groovy, and exits 1 if anything is not.
import org.codehaus.groovy.control.CompilationFailedException
import org.codehaus.groovy.control.CompilationUnit
import org.codehaus.groovy.control.Phases

def failed = false
for (name in args) {
    def unit = new CompilationUnit()
    unit.addSource(new File(name))
    try {
        unit.compile(Phases.CONVERSION)
    } catch (CompilationFailedException error) {
        println("${name}: ${error.message.trim().readLines().join(' ')}")
        failed = true
    }
}
System.exit(failed ? 1 : 0)
