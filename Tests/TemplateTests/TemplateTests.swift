// TemplateTests
