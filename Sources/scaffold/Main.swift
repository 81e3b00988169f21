import ScaffoldCLI

@main enum Main {
    static func main() { CommandLineTool.run() }
}
