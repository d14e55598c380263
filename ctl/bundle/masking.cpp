#include "ctl/bundle/masking.hpp"

#include <algorithm>
#include <utility>

#include "datamodel/problem.hpp"

namespace lineman::ctl::bundle {
namespace {

using std::string_view;

using datamodel::masked;

// Where the word ends that begins the text.
std::size_t word_size(string_view text) {
  return std::min(text.find_first_of(" \t\r\n\"'<>,;"), text.size());
}

// How much of the word after "://" is in front of its host; 0 where the host comes first. A
// password with a slash makes no good URL and is one all the same.
std::size_t before_host(string_view word) {
  const auto host_end = std::min(word.find_first_of("/?#"), word.size());
  const auto sign = word.substr(0, host_end).rfind('@');
  if (sign != string_view::npos) return sign;
  const auto late_sign = word.rfind('@');
  const auto colon = word.substr(0, host_end).rfind(':');
  if (late_sign == string_view::npos || colon == string_view::npos) return 0;
  const auto port = word.substr(colon + 1, host_end - colon - 1);
  const bool is_port = port.find_first_not_of("0123456789") == string_view::npos;
  return is_port ? 0 : late_sign;
}

// Of "user:password@host", where the password begins and how long it is.
std::pair<std::size_t, std::size_t> sip_password(string_view word) {
  const auto sign = word.rfind('@');
  const auto colon = word.substr(0, std::min(sign, word.size())).find(':');
  if (sign == string_view::npos || colon == string_view::npos) return {0, 0};
  return {colon + 1, sign - colon - 1};
}

// A stretch of the text that is replaced by the mask.
struct Stretch {
  std::size_t at = 0;
  std::size_t size = 0;
};

// The first one at or after `from`.
Stretch next_secret(string_view text, std::size_t from) {
  for (auto colon = text.find(':', from); colon != string_view::npos;
       colon = text.find(':', colon + 1)) {
    const auto before = text.substr(0, colon);
    const auto after = text.substr(colon + 1);
    if (after.starts_with("//")) {
      const auto word = after.substr(2, word_size(after.substr(2)));
      if (const auto size = before_host(word)) return {colon + 3, size};
    } else if (before.ends_with("sip") || before.ends_with("sips")) {
      const auto [at, size] = sip_password(after.substr(0, word_size(after)));
      if (size != 0) return {colon + 1 + at, size};
    }
  }
  return {text.size(), 0};
}

std::string shown(const daemon::Setting& setting, const std::string& value) {
  if (setting.secret()) return std::string{masked};
  if (setting.kind.form != daemon::Form::command) return without_url_passwords(value);
  const auto blank = value.find(' ');
  return blank == std::string::npos ? value : value.substr(0, blank + 1) + std::string{masked};
}

}  // namespace

std::string without_url_passwords(string_view text) {
  std::string clean;
  std::size_t taken = 0;
  while (taken < text.size()) {
    const auto secret = next_secret(text, taken);
    clean += text.substr(taken, secret.at - taken);
    if (secret.size != 0) clean += masked;
    taken = secret.at + secret.size;
  }
  return clean;
}

std::string settings_text(const daemon::Settings& settings) {
  std::string text;
  for (const auto& [place, value] : settings.said()) {
    text += daemon::name_of(place.first, place.second) + " = " +
            shown(daemon::settings_table.at(place.first), value) + '\n';
  }
  return text;
}

}  // namespace lineman::ctl::bundle
