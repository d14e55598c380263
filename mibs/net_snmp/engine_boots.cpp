#include "mibs/net_snmp/engine_boots.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <system_error>

#include "daemon/log.hpp"
#include "datamodel/ascii.hpp"
#include "mibs/net_snmp/persistent_file.hpp"

namespace lineman::mibs {
namespace {

constexpr std::string_view boots_word = "engineBoots ";
constexpr std::string_view engine_word = "oldEngineID 0x";

// The line without its end, which has to be there.
std::optional<std::string_view> take_line(std::string_view& text, std::string_view word) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos || !text.starts_with(word)) return std::nullopt;
  const auto line = text.substr(word.size(), end - word.size());
  text.remove_prefix(end + 1);
  return line;
}

std::optional<std::string> octets_of(std::string_view digits) {
  if (digits.empty() || digits.size() % 2 != 0) return std::nullopt;
  std::string octets;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const auto octet = datamodel::whole_number<unsigned char>(digits.substr(i, 2), 16);
    if (!octet) return std::nullopt;
    octets.push_back(static_cast<char>(*octet));
  }
  return octets;
}

// Nothing: it cannot be read, and errno says why.
std::optional<std::string> content_of(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  if (!stream) return std::nullopt;
  std::string text{std::istreambuf_iterator<char>{stream}, {}};
  if (stream.bad()) return std::nullopt;
  return text;
}

void start_over(const std::filesystem::path& folder, const std::string& engine_id, WallTime now) {
  const auto file = persistent_file(folder);
  auto aside = file;
  aside += ".damaged";
  std::error_code error;
  std::filesystem::rename(file, aside, error);
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(now.time_since_epoch()).count();
  const auto boots = static_cast<unsigned long>(std::max<std::int64_t>(minutes, 1));
  log::error(log::Event::snmp_boots_damaged, "engineBoots of SNMP is damaged: " + file.string() +
                                                 " is set aside as " + aside.filename().string() +
                                                 (error ? " (" + error.message() + ")" : "") +
                                                 "; it goes on with " + std::to_string(boots));
  store_engine_boots(folder, boots - 1, engine_id);
}

}  // namespace

std::optional<LastStart> last_start(std::string_view text) {
  const auto boots_text = take_line(text, boots_word);
  const auto engine_text = take_line(text, engine_word);
  if (!boots_text || !engine_text || !text.empty()) return std::nullopt;
  const auto boots = datamodel::whole_number<unsigned long>(*boots_text, 10);
  const auto engine_id = octets_of(*engine_text);
  if (!boots || *boots > maximum_engine_boots || !engine_id) return std::nullopt;
  return LastStart{*boots, *engine_id};
}

void prepare_engine_boots(const std::filesystem::path& folder, const std::string& engine_id,
                          WallTime now) {
  const auto file = persistent_file(folder);
  const auto text = content_of(file);
  if (!text && errno == ENOENT) return;
  const auto last = text ? last_start(*text) : std::nullopt;
  if (!last) return start_over(folder, engine_id, now);
  if (last->boots < maximum_engine_boots || last->engine_id != engine_id) return;
  log::error(
      log::Event::snmp_boots_ended,
      "engineBoots of SNMP is at its end: version 3 is out of the time window until the phone has "
      "another engine ID (RFC 3414, 2.2.3)");
  store_engine_boots(folder, maximum_engine_boots - 1, engine_id);
}

}  // namespace lineman::mibs
