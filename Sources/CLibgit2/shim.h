#pragma once
#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/hashsig.h>
#include <git2/sys/repository.h>
// `git_error_clear` moved there in 1.8.
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h>
#endif

#ifdef GIT_EXPERIMENTAL_SHA256
#error "a libgit2 built with EXPERIMENTAL_SHA256 has other signatures: build it without"
#endif

/// Wrapper around `git_libgit2_opts`, a variadic function that Swift can't call: GIT_OPT_SET_EXTENSIONS.
static inline int scaffold_set_extensions(const char **names, size_t count) {
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}

/// GIT_OPT_SET_OWNER_VALIDATION: whether repositories of other users are refused.
static inline int scaffold_set_owner_validation(int enabled) {
    return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

/// GIT_OPT_SET_MWINDOW_FILE_LIMIT: how many pack files stay open, 0 for no limit.
static inline int scaffold_set_open_pack_limit(size_t count) {
    return git_libgit2_opts(GIT_OPT_SET_MWINDOW_FILE_LIMIT, count);
}

/// Where attributes are looked up: a bare repository has no files, so its HEAD commit is asked.
static inline uint32_t scaffold_attribute_flags(int bare) {
    return bare ? (GIT_ATTR_CHECK_INDEX_ONLY | GIT_ATTR_CHECK_INCLUDE_HEAD) : GIT_ATTR_CHECK_FILE_THEN_INDEX;
}
