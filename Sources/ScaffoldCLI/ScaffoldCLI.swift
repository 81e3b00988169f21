// ScaffoldCLI
