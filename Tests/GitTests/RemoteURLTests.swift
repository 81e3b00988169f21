import Git
import TestSupport
import Testing

@Suite("Remote addresses")
struct RemoteURLTests {
    @Test(
        "credentials are taken out of addresses",
        arguments: [
            ("https://user:secret@example.com/a/b.git", "https://example.com/a/b.git"),
            ("https://token@example.com/a", "https://example.com/a"),
            ("https://user:p@ss@example.com/a@b", "https://example.com/a@b"),
            ("HTTPS://u:p@Example.com:8443/a?private_token=x", "HTTPS://Example.com:8443/a"),
            ("https://u:p@example.com", "https://example.com"),
            ("ssh://git:secret@example.com/a", "ssh://git@example.com/a"),
            ("ssh://git@example.com:2222/a", "ssh://git@example.com:2222/a"),
            ("git@example.com:a/b.git", "git@example.com:a/b.git"),
            ("/srv/git/a", "/srv/git/a"),
            ("file:///srv/a", "file:///srv/a"),
        ])
    func credentials(url: String, expected: String) {
        #expect(RemoteURL.withoutCredentials(url) == expected)
    }

    @Test("credentials are taken out of text")
    func text() {
        let text =
            "fatal: unable to access 'https://me:pw@host.example/x.git/': no\nretry http://t0ken@a.example/ (twice)"
        #expect(
            RemoteURL.withoutCredentials(inText: text)
                == "fatal: unable to access 'https://host.example/x.git/': no\nretry http://a.example/ (twice)")
    }

    @Test(
        "spellings of one address are equal",
        arguments: [
            ("https://Example.com/a/b.git", "https://example.com:443/a/b/"),
            ("https://me:pw@example.com/a", "HTTPS://example.com/a.git"),
            ("git@example.com:a/b.git", "ssh://git@example.com/a/b"),
            ("ssh://git@example.com:22/a", "git@example.com:/a"),
            ("/srv/a.git/", "/srv/a"),
        ])
    func same(one: String, two: String) {
        #expect(RemoteURL.normalized(one) == RemoteURL.normalized(two))
    }

    @Test(
        "different addresses stay different",
        arguments: [
            ("https://example.com/a", "https://example.com/A"),
            ("https://example.com/a", "http://example.com/a"),
            ("https://example.com:8443/a", "https://example.com/a"),
            ("a@example.com:x", "b@example.com:x"),
            ("/srv/a", "/srv/a/b"),
        ])
    func different(one: String, two: String) {
        #expect(RemoteURL.normalized(one) != RemoteURL.normalized(two))
    }

    @Test(
        "addresses that would be an option or run a program are refused",
        arguments: [
            "", "-x", "--upload-pack=touch /tmp/x", "ext::sh -c true", "fd::7", "a.b-c::x", "ssh://-oProxyCommand=x/a",
            "ssh://git@-oProxyCommand=x/a", "-host:path", "git@-oProxy:path", "https://example.com/a\nb",
        ])
    func refused(url: String) {
        #expect(code { try RemoteURL.validate(url) } == .invalid)
    }

    @Test(
        "ordinary addresses are accepted",
        arguments: [
            "https://example.com/a", "git@example.com:a/b", "ssh://git@example.com/a", "../sibling", "/srv/a", "origin",
            "https://[::1]:8080/a", "/srv/a::b", "gh:owner/name",
        ])
    func accepted(url: String) {
        #expect(code { try RemoteURL.validate(url) } == nil)
    }
}
