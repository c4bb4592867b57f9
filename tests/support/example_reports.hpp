#pragma once

#include "src/report/report.hpp"

namespace migrate::testing {

/// A check that looked, with all its texts.
inline CheckText check_text(const std::string& id, Severity severity) {
    return {.id = id,
            .severity = severity,
            .summary = "what " + id + " finds",
            .why = "Why it matters.",
            .fix = "What to do."};
}

/// What people see on a usual day: every severity, one check that is silent, one that could not look,
/// settings.
inline Report plain_report() {
    return {.command = "check",
            .server = "bot at db:5432 (PostgreSQL 15.8)",
            .verdict = "findings",
            .reason = "",
            .findings = {{.check = "history.pending",
                          .severity = Severity::error,
                          .subject = "api_keys",
                          .message = "revision api_keys is not applied: keys of the API",
                          .fix = "`migrate up` applies it.",
                          .position = {"migrations/api_keys.sql", 1, 0}},
                         {.check = "pool.fits_server",
                          .severity = Severity::warning,
                          .subject = "DB_POOL_SIZE",
                          .message = "135 connections wanted, 97 usable",
                          .fix = "Set DB_MAX_OVERFLOW=20, or put a pooler in front.",
                          .position = {}},
                         {.check = "catalog.unused_index",
                          .severity = Severity::info,
                          .subject = "ix_users_email",
                          .message = "index ix_users_email was never read since 2025-08-01",
                          .fix = "Drop it in a new revision.",
                          .position = {}}},
            .skipped = {{.check = "server.statement_timeout", .reason = "no environment file was named"}},
            .checked = {check_text("history.pending", Severity::error),
                        check_text("history.edited", Severity::error),
                        check_text("pool.fits_server", Severity::warning),
                        check_text("catalog.unused_index", Severity::info)},
            .settings = {{.name = "DB_POOL_SIZE",
                          .current = "45",
                          .recommended = "30",
                          .source = ".env",
                          .verdict = "pool.fits_server"},
                         {.name = "DB_POOL_RECYCLE",
                          .current = "",
                          .recommended = "1800 s",
                          .source = "default",
                          .verdict = "ok"}},
            .seconds = 0.0142,
            .made_at = 1764000000};
}

/// Signs that mean something to one format or another: %, :, comma, |, `, markup of XML and Markdown, an end
/// of CDATA, ends of lines, controls, an emoji, bytes that are no UTF-8, a password.
inline std::string nasty_text() {
    return "50% of a,b:c|d `e` & <f> \"g\" ]]> *h* _i_ [j](k) $l$ \\m\r\nn\ro \x1b[31mp\x01 \U0001F600 q\xff\xfer "
           "\xef\xbf\xbf::error::s postgresql://bot:hunter2@db/t";
}

/// The same signs wherever people's words can stand; more errors than GitHub shows; two findings that only
/// their lines tell apart; a finding of no check.
inline Report nasty_report() {
    const std::string nasty = nasty_text();
    Report report{
        .command = "preflight",
        .server = nasty,
        .verdict = "unreachable",
        .reason = nasty,
        .findings = {{.check = "server.unreachable",
                      .severity = Severity::error,
                      .subject = "server",
                      .message = nasty,
                      .fix = nasty,
                      .position = {}}},
        .skipped = {{.check = "history.pending", .reason = nasty}},
        .checked =
            {check_text("files.two_heads", Severity::error),
             {.id = "catalog.odd", .severity = Severity::info, .summary = nasty, .why = nasty, .fix = nasty}},
        .settings =
            {{.name = "DB_NAME", .current = nasty, .recommended = nasty, .source = nasty, .verdict = "ok"}},
        .seconds = 1.5,
        .made_at = 1764000000};
    for (int line = 1; line <= 12; ++line)
        report.findings.push_back(
            {.check = "files.two_heads",
             .severity = Severity::error,
             .subject = "a",
             .message = "line " + std::to_string(line) + (line == 12 ? " " + nasty : ""),
             .fix = "Merge.",
             .position = {"./migrations/50% a,b:c.sql", line, line % 2}});
    report.findings.push_back({.check = "catalog.odd",
                               .severity = Severity::warning,
                               .subject = nasty,
                               .message = nasty,
                               .fix = "",
                               .position = {"/abs/" + nasty, 0, 0}});
    report.findings.push_back({.check = "catalog.odd",
                               .severity = Severity::info,
                               .subject = nasty,
                               .message = nasty,
                               .fix = nasty,
                               .position = {}});
    return report;
}

}  // namespace migrate::testing
