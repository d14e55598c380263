#include "catalog/texts.hpp"

#include "catalog/entry.hpp"

namespace lineman::catalog {
namespace {

constexpr std::size_t line_length = 78;

constexpr std::string_view introduction =
    "# Events\n\n"
    "What the daemons say to the journal, with the message identifier (`MESSAGE_ID`) by which "
    "monitoring programs find\n"
    "it. On the phone `journalctl -x -u lineman-agent -u lineman-sipcore` shows the explanation "
    "below each message;\n"
    "words between two `@` are fields of the message. This page is written from "
    "`catalog/entries.cpp`.\n";

std::string paragraphs_of(const Entry& entry) {
  std::string text = wrapped(entry.meaning, line_length) + '\n';
  if (!entry.advice.empty()) text += '\n' + wrapped(entry.advice, line_length) + '\n';
  return text;
}

}  // namespace

std::string wrapped(std::string_view sentence, std::size_t columns) {
  std::string text{sentence};
  std::size_t begin = 0;
  while (text.size() - begin > columns) {
    const auto blank = text.rfind(' ', begin + columns);
    if (blank == std::string::npos || blank <= begin) break;
    text[blank] = '\n';
    begin = blank + 1;
  }
  return text;
}

std::string journal_catalog() {
  std::string text;
  for (const auto& entry : entries()) {
    if (!text.empty()) text += '\n';
    text.append("-- ")
        .append(message_id_of(entry.event))
        .append("\nSubject: ")
        .append(entry.subject);
    text.append("\nDefined-By: Lineman\nDocumentation: man:").append(entry.page).append("\n\n");
    text += paragraphs_of(entry);
  }
  return text;
}

std::string markdown() {
  std::string text{introduction};
  for (const auto& entry : entries()) {
    text.append("\n## ").append(entry.name).append("\n\n");
    text.append("*")
        .append(entry.subject)
        .append("*\\\n`")
        .append(message_id_of(entry.event))
        .append("`\n\n");
    text += paragraphs_of(entry);
  }
  return text;
}

}  // namespace lineman::catalog
