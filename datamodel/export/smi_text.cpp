#include "datamodel/export/smi_text.hpp"

#include <fmt/format.h>

#include "datamodel/branding.hpp"

namespace lineman::datamodel::smi {
namespace {

constexpr std::size_t line_length = 72;

std::string enumeration_syntax(const Kind& kind) {
  std::string syntax = "INTEGER {";
  std::string_view separator = " ";
  for (const auto& label : kind.labels) {
    syntax += fmt::format("{}{}({})", separator, label.mib, label.number);
    separator = ", ";
  }
  return syntax + " }";
}

std::string integer_syntax(std::string_view type, const Kind& kind) {
  const auto besides = kind.besides ? fmt::format("{} | ", *kind.besides) : "";
  return fmt::format("{} ({}{}..{})", type, besides, kind.minimum, kind.maximum);
}

std::string clause(std::string_view keyword, std::string_view value) {
  return value.empty() ? std::string{} : fmt::format("    {:<11} {}\n", keyword, value);
}

std::string text_clause(std::string_view keyword, std::string_view text) {
  if (text.empty()) return {};
  return fmt::format("    {}\n        {}\n", keyword, quoted(text, 8));
}

}  // namespace

std::string syntax_of(const Kind& kind) {
  switch (kind.type) {
    case Type::text:
      return fmt::format("LinemanUtf8String (SIZE ({}..{}))", kind.minimum,
                         octets_of(kind.maximum));
    case Type::host:
      return "LinemanHost";
    case Type::networks:
      return "LinemanNetworks";
    case Type::boolean:
      return "TruthValue";
    case Type::enumeration:
      return enumeration_syntax(kind);
    case Type::unsigned_integer:
      return integer_syntax("Unsigned32", kind);
    case Type::integer:
      return integer_syntax("Integer32", kind);
    case Type::seconds:
      return fmt::format("LinemanMilliseconds ({}..{})", kind.minimum, kind.maximum);
    case Type::counter:
      return "Counter64";
    case Type::gauge:
      return "Gauge32";
    case Type::date_time:
    case Type::timestamp:
      return "DateAndTime";
  }
  return {};
}

std::string sequence_syntax_of(std::string_view syntax) {
  return std::string{syntax.substr(0, syntax.find(' '))};
}

std::string units_of(const Kind& kind) {
  if (kind.type == Type::seconds) return "milliseconds";
  return std::string{kind.unit};
}

std::string default_of(const Kind& kind, std::string_view initial) {
  switch (kind.type) {
    case Type::text:
    case Type::host:
    case Type::networks:
      return fmt::format("\"{}\"", initial);
    case Type::boolean:
      return initial == "1" ? "true" : "false";
    case Type::enumeration:
      for (const auto& label : kind.labels) {
        if (std::to_string(label.number) == initial) return std::string{label.mib};
      }
      return {};
    case Type::seconds:
      return std::to_string(to_milliseconds(initial).value_or(0));
    default:
      return std::string{initial};
  }
}

std::string quoted(std::string_view text, std::size_t indent) {
  std::string out = "\"";
  std::size_t column = indent + 1;
  while (!text.empty()) {
    const auto space = text.find(' ');
    const auto word = text.substr(0, space);
    if (column + word.size() > line_length && column > indent + 1) {
      out += '\n' + std::string(indent + 1, ' ');
      column = indent + 1;
    } else if (out.size() > 1) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
  }
  return out + '"';
}

std::string write(const ObjectType& object) {
  std::string text = object.name + " OBJECT-TYPE\n";
  text += clause("SYNTAX", object.syntax);
  if (!object.units.empty()) text += clause("UNITS", '"' + object.units + '"');
  text += clause("MAX-ACCESS", object.access);
  text += clause("STATUS", "current");
  text += text_clause("DESCRIPTION", object.description);
  text += text_clause("REFERENCE", object.reference);
  if (!object.default_value.empty()) text += clause("DEFVAL", "{ " + object.default_value + " }");
  return text + fmt::format("    ::= {{ {} {} }}\n\n", object.parent, object.arc);
}

std::string module_identity(std::string_view name, std::string_view description,
                            std::string_view place) {
  auto text = fmt::format("{} MODULE-IDENTITY\n    LAST-UPDATED \"{}\"\n", name, revision);
  text += fmt::format("    ORGANIZATION \"{}\"\n", branding::manufacturer);
  text += fmt::format("    CONTACT-INFO\n        {}\n",
                      quoted(fmt::format("{}. The project's README names the address for reports.",
                                         branding::manufacturer),
                             8));
  text += text_clause("DESCRIPTION", description);
  text += fmt::format("    REVISION    \"{}\"\n", revision);
  text += text_clause("DESCRIPTION", "First version.");
  return text + fmt::format("    ::= {{ {} }}\n\n", place);
}

std::string heading(std::string_view text) {
  return fmt::format("--\n-- {}\n--\n\n", text);
}

}  // namespace lineman::datamodel::smi
