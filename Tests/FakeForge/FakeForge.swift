/// A forge for tests: one state behind the APIs of GitHub, GitLab and Gitea, on loopback.
public final class FakeForge: Sendable {
}
