import FakeForge
