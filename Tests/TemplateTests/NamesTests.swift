import Testing

@testable import Template

@Suite("Forms of names")
struct NamesTests {
    @Test("three spellings agree in every form", arguments: ["Product Service", "ProductService", "product_service"])
    func agree(name: String) {
        #expect(Names.words(name) == ["product", "service"])
        #expect(Names.kebab(name) == "product-service")
        #expect(Names.snake(name) == "product_service")
        #expect(Names.pascal(name) == "ProductService")
        #expect(Names.camel(name) == "productService")
        #expect(Names.screaming(name) == "PRODUCT_SERVICE")
        #expect(Names.flat(name) == "productservice")
        #expect(Names.title(name) == "Product Service")
    }

    @Test(
        "where words end",
        arguments: [
            ("HTTPServer", "http server"), ("parseHTTPRequest", "parse http request"),
            ("oauth2 client", "oauth2 client"),
            ("oauth2Client", "oauth2 client"), ("base64Encoder", "base64 encoder"), ("v2api", "v2api"),
            ("ABC", "abc"), ("aB", "a b"), ("a", "a"), ("A", "a"), ("product-", "product"), ("a--b", "a b"),
            ("a._b", "a b"), ("2fa", "2fa"), ("", ""), ("---", ""), ("İstanbul", "İstanbul"), ("café bar", "café bar"),
            ("order's", "order s"),
        ])
    func words(name: String, words: String) {
        #expect(Names.words(name).joined(separator: " ") == words)
    }

    @Test(
        "the plural follows English spelling",
        arguments: [
            ("product", "products"), ("category", "categories"), ("day", "days"), ("box", "boxes"),
            ("status", "statuses"), ("batch", "batches"), ("brush", "brushes"), ("quiz", "quizes"),
            ("order item", "order items"), ("order_item", "order_items"), ("Company", "Companies"), ("API", "APIS"),
            ("person", "persons"), ("", ""), ("v2", "v2"), ("y", "ys"),
        ])
    func plural(singular: String, plural: String) {
        #expect(Names.plural(singular) == plural)
    }

    @Test(
        "the suffix is added once",
        arguments: [
            ("orders", "orders service"), ("Orders Service", "orders service"), ("service", "service"),
            ("ordersService", "orders service"), ("orders service service", "orders service"),
        ])
    func suffix(name: String, expected: String) {
        #expect(Names.withServiceSuffix(name) == expected)
    }
}

@Suite("Named checks")
struct NameFormatTests {
    @Test(
        "names that pass",
        arguments: [
            (NameFormat.serviceName, "product-service"), (.serviceName, "Product Service"), (.serviceName, "a"),
            (.serviceName, "ProductService"), (.serviceName, "oauth2 client"), (.serviceName, "email service"),
            (.serviceName, String(repeating: "a", count: 40)), (.entity, "product"), (.entity, "order item"),
            (.entity, "categories"), (.dnsLabel, "a-1"), (.dnsLabel, String(repeating: "a", count: 63)),
            (.hostName, "orders.example.com"), (.hostName, "1.2.3.4"), (.pythonModule, "product_service"),
            (.javaPackage, "com.example.orders"), (.goModule, "github.com/acme/orders"), (.namespace, "acme/platform"),
            (.branch, "main"), (.branch, "release/1.x"),
        ])
    func passes(format: NameFormat, text: String) {
        #expect(format.complaint(about: text) == nil)
    }

    @Test(
        "names that do not, and why",
        arguments: [
            (NameFormat.serviceName, "", "empty"), (.serviceName, "2fast", "start with a letter"),
            (.serviceName, String(repeating: "a", count: 41), "at most 40"),
            (.serviceName, "class", "keyword of Python"),
            (.serviceName, "product-", "end with a letter"), (.serviceName, "a--b", "single separators"),
            (.serviceName, "a/b", "ASCII letters"), (.serviceName, "a\\b", "ASCII letters"),
            (.serviceName, "🙂", "ASCII letters"), (.serviceName, "İstanbul", "ASCII letters"),
            (.serviceName, "con", "device name"), (.serviceName, "NUL", "device name"),
            (.serviceName, "test", "hide the module test"), (.serviceName, "Logging", "hide the module logging"),
            (.serviceName, "FastAPI", "hide the module"), (.serviceName, "switch", "keyword of Java"),
            (.serviceName, "a\nb", "ASCII letters"), (.entity, "class", "keyword of Python"),
            (.entity, "session", "clash"), (.entity, "user\"", "ASCII letters"), (.dnsLabel, "A", "lower-case"),
            (.dnsLabel, "a-", "end with"), (.dnsLabel, "1a", "start with"),
            (.dnsLabel, String(repeating: "a", count: 64), "at most 63"), (.hostName, "-a.com", "host name"),
            (.hostName, "a..b", "host name"), (.pythonModule, "a-b", "underscores"),
            (.pythonModule, "import", "keyword"),
            (.javaPackage, "com.new", "keyword of Java"), (.javaPackage, "com..x", "dots"),
            (.goModule, "a//b", "module"),
            (.namespace, "Acme", "lower-case"), (.namespace, "a//b", "lower-case"), (.branch, "a..b", "branch"),
            (.branch, "-x", "branch"), (.branch, "a b", "branch"), (.branch, "x.lock", "branch"),
        ])
    func refused(format: NameFormat, text: String, reason: String) {
        #expect(format.complaint(about: text)?.contains(reason) == true, "\(format.complaint(about: text) ?? "passes")")
    }

    @Test("every service name that passes gives a label, a module and an identifier that fit")
    func formsFit() {
        for name in ["Product Service", "a", "HTTPServer", "x9", "order.item_list-api"] {
            #expect(NameFormat.serviceName.complaint(about: name) == nil)
            #expect(NameFormat.dnsLabel.complaint(about: Names.kebab(name)) == nil)
            #expect(NameFormat.pythonModule.complaint(about: Names.snake(name)) == nil)
            #expect(NameFormat.javaPackage.complaint(about: Names.flat(name)) == nil)
        }
    }
}
