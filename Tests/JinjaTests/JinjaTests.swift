// JinjaTests
