public import Jinja

extension Environment {
    /// Adds every filter of jinja2-ansible-filters, which Copier has always on.
    ///
    /// Filters that read the machine fail with a `SecurityError`; random ones follow the setting's seed, and times
    /// its clock in UTC. The seed of the environment becomes the setting's.
    public mutating func addAnsibleFilters(_ setting: RenderSetting) {
        takeChance(from: setting)
        for (name, body) in AnsibleFilters.all(setting) { addFilter(name, body) }
    }

    /// Adds what Cookiecutter has always on: the filters `jsonify` and `slugify`, the functions
    /// `random_ascii_string` and `uuid4`, and the tag `now`.
    public mutating func addCookiecutterExtensions(_ setting: RenderSetting) {
        takeChance(from: setting)
        addFilter("jsonify", CookiecutterFilters.jsonify)
        addFilter("slugify", CookiecutterFilters.slugify)
        addGlobalFunction("random_ascii_string", CookiecutterFilters.randomText)
        addGlobalFunction("uuid4", CookiecutterFilters.uuid)
        addNow(setting, shifts: true)
    }

    /// Adds what the Jinja extension of a Python import path gives.
    ///
    /// - Returns: false where the extension is not known natively; nothing is added then.
    public mutating func addExtension(_ importPath: String, _ setting: RenderSetting) -> Bool {
        switch importPath {
        case "jinja2.ext.do", "jinja2.ext.ExprStmtExtension": hasDo = true
        case "jinja2.ext.loopcontrols", "jinja2.ext.LoopControlExtension": hasLoopControls = true
        case "jinja2.ext.with_", "jinja2.ext.autoescape":
            // Both tags are part of the language itself now.
            break
        case "jinja2_time.TimeExtension", "jinja2_time.jinja2_time.TimeExtension": addNow(setting, shifts: false)
        case "jinja2_ansible_filters.AnsibleCoreFiltersExtension",
            "jinja2_ansible_filters.AnsibleCoreFilters":
            addAnsibleFilters(setting)
        case "jinja2_strcase.StrcaseExtension", "jinja2_strcase.jinja2_strcase.StrcaseExtension":
            for (name, body) in CaseFilters.all { addFilter(name, body) }
        case "jinja2_slug.SlugExtension", "jinja2_slug.core.SlugExtension": addFilter("slug", SlugFilter.slug)
        case "cookiecutter.extensions.JsonifyExtension": addFilter("jsonify", CookiecutterFilters.jsonify)
        case "cookiecutter.extensions.SlugifyExtension": addFilter("slugify", CookiecutterFilters.slugify)
        case "cookiecutter.extensions.TimeExtension": addNow(setting, shifts: true)
        case "cookiecutter.extensions.RandomStringExtension":
            takeChance(from: setting)
            addGlobalFunction("random_ascii_string", CookiecutterFilters.randomText)
        case "cookiecutter.extensions.UUIDExtension":
            takeChance(from: setting)
            addGlobalFunction("uuid4", CookiecutterFilters.uuid)
        case "jinja2_shell_extension.ShellExtension":
            addFilter("shell") { (_, _, _) throws(TemplateError) in
                throw TemplateError(.security, "the filter 'shell' runs commands, which templates can't do here")
            }
        case "copier_template_extensions.TemplateExtensionLoader",
            "copier_templates_extensions.TemplateExtensionLoader":
            // It only finds the template's own Python; what that gives is asked for by its own path.
            break
        default: return false
        }
        return true
    }

    private mutating func addNow(_ setting: RenderSetting, shifts: Bool) {
        addTag("now", .moment) { arguments, _ throws(TemplateError) in
            try NowTag(clock: setting.now(), shifts: shifts).text(arguments)
        }
    }

    private mutating func takeChance(from setting: RenderSetting) {
        randomSeed = setting.seed
        noteRandom = setting.noteRandom
    }
}

extension RenderSetting {
    /// The seed for one file: files of one render differ in what is random, and none depends on the others.
    public func seed(for path: String) -> UInt64 {
        path.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
