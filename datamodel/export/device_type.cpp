// The TR-069 device type (DT schema 1.6): what of the data model this phone has, with its own
// parameters.
#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "datamodel/branding.hpp"
#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/mib_objects.hpp"
#include "datamodel/model_parameters.hpp"

namespace lineman::datamodel {
namespace {

// Accounts that a build can have at most; a model says how many it has.
constexpr unsigned most_accounts = 512;

std::string escaped(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += letter;
    }
  }
  return result;
}

std::string enumeration_facets(const Kind& kind, bool standard) {
  std::string facets;
  for (const auto& label : kind.labels) {
    if (standard && label.ours) continue;
    facets += fmt::format("<enumeration value=\"{}\"/>", escaped(label.tr069));
  }
  return facets;
}

std::string range(std::string_view type, const Kind& kind) {
  constexpr auto one = R"(<range minInclusive="{}" maxInclusive="{}"/>)";
  const auto besides = kind.besides ? fmt::format(one, *kind.besides, *kind.besides) : "";
  return fmt::format("<{0}>{1}{2}</{0}>", type, besides,
                     fmt::format(one, kind.minimum, kind.maximum));
}

// `standard`: a parameter of the standard that shows the value of one of ours.
std::string type_of(const Kind& kind, bool standard) {
  switch (kind.type) {
    case Type::text:
    case Type::host:
    case Type::networks:
      return fmt::format("<string><size maxLength=\"{}\"/></string>", kind.maximum);
    case Type::boolean:
      return "<boolean/>";
    case Type::enumeration:
      return fmt::format("<string>{}</string>", enumeration_facets(kind, standard));
    case Type::unsigned_integer:
    case Type::seconds:
      return range("unsignedInt", kind);
    case Type::integer:
      return range("int", kind);
    case Type::counter:
      return "<unsignedLong/>";
    case Type::gauge:
      return "<unsignedInt/>";
    case Type::timestamp:
    case Type::date_time:
      return "<dateTime/>";
  }
  return {};
}

std::string annotation_of(const ModelParameter& parameter) {
  auto text = smi::sentence(parameter.help);
  if (!parameter.precondition.empty()) text += ' ' + smi::sentence(parameter.precondition);
  if (parameter.applies == Applies::restart) text += " A change acts after the next start.";
  if (parameter.secret) text += " Reads as an empty string.";
  return text;
}

std::string write_parameter(const ModelParameter& parameter) {
  auto text =
      fmt::format("      <parameter ref=\"{}\" access=\"{}\"{}>\n", parameter.name,
                  parameter.access == Access::read_write ? "readWrite" : "readOnly",
                  parameter.notify == Notify::no_active ? " activeNotify=\"willDeny\"" : "");
  text += fmt::format("        <annotation>{}</annotation>\n", escaped(annotation_of(parameter)));
  return text + fmt::format("        <syntax>{}</syntax>\n      </parameter>\n",
                            type_of(parameter.kind, parameter.view));
}

std::string entries_of(Index index) {
  switch (index) {
    case Index::none:
    case Index::one:
      return R"(minEntries="1" maxEntries="1")";
    case Index::slot:
      return fmt::format(R"(minEntries="0" maxEntries="{}")", maximum_inform_parameters);
    case Index::interface:
    case Index::address:
      return R"(minEntries="0" maxEntries="unbounded")";
    case Index::account:
      return fmt::format(R"(minEntries="1" maxEntries="{}")", most_accounts);
    case Index::server:
      return fmt::format(R"(minEntries="{0}" maxEntries="{0}")", servers_per_account);
  }
  return {};
}

std::string write_object(const ObjectRow& row) {
  auto text = fmt::format(
      "    <object ref=\"{}\" access=\"{}\" {}>\n", path_of(row.object, Instance{}),
      has_rows_of_the_acs(row.index) ? "createDelete" : "readOnly", entries_of(row.index));
  text += fmt::format("      <annotation>{}.</annotation>\n", escaped(row.help));
  for (const auto& parameter : model_parameters(row.object)) text += write_parameter(parameter);
  return text + "    </object>\n";
}

// RFC 4122, 4.3, version 5, within the name space of URLs (appendix C).
std::string uuid_of(std::string_view text) {
  constexpr std::array<unsigned char, 16> urls = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                                  0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
  std::string input{urls.begin(), urls.end()};
  input += text;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(input.data(), input.size(), digest.data(), &length, EVP_sha1(), nullptr);
  digest[6] = static_cast<unsigned char>((digest[6] & 0x0F) | 0x50);
  digest[8] = static_cast<unsigned char>((digest[8] & 0x3F) | 0x80);
  std::string uuid;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) uuid += '-';
    uuid += fmt::format("{:02x}", digest[i]);
  }
  return uuid;
}

std::string write_model() {
  std::string text;
  for (const auto& row : objects) text += write_object(row);
  return text;
}

}  // namespace

std::string write_device_type() {
  const auto model = write_model();
  auto text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<!-- Generated by datamodel-export. -->\n"
      "<dt:document xmlns:dt=\"urn:broadband-forum-org:cwmp:devicetype-1-6\"\n"
      "    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
      "    xsi:schemaLocation=\"urn:broadband-forum-org:cwmp:devicetype-1-6\n"
      "      https://www.broadband-forum.org/cwmp/cwmp-devicetype-1-6.xsd\"\n"
      "    deviceType=\"urn:lineman:{}:{}\" uuid=\"{}\">\n",
      branding::oui, branding::product_class, uuid_of(model));
  text += fmt::format("  <annotation>{} {}.</annotation>\n", escaped(branding::manufacturer),
                      escaped(branding::model));
  text +=
      "  <import file=\"tr-181-2-17-0-cwmp.xml\" spec=\"urn:broadband-forum-org:tr-181-2-17-0\">\n"
      "    <model name=\"Device:2.17\"/>\n  </import>\n  <model ref=\"Device:2.17\">\n";
  return text + model + "  </model>\n</dt:document>\n";
}

}  // namespace lineman::datamodel
