#include "web/http/request_target.hpp"

#include <algorithm>
#include <optional>

#include "web/http/letters.hpp"

namespace lineman::web {
namespace {

tl::unexpected<Refusal> refused(const char* sentence) {
  return tl::unexpected(Refusal{400, sentence});
}

// A proxy's form, "http://phone.example/path": without what stands before the path. Nothing where
// it names another host.
std::optional<std::string_view> without_origin(std::string_view target, std::string_view host) {
  if (target.starts_with('/')) return target;
  const auto scheme = lower_case(target.substr(0, target.find("://")));
  if (scheme != "http" && scheme != "https") return std::nullopt;
  const auto rest = target.substr(scheme.size() + 3);
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos || lower_case(rest.substr(0, slash)) != host)
    return std::nullopt;
  return rest.substr(slash);
}

std::optional<std::string> decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hexadecimal_value(text[i + 1]);
    const int low = hexadecimal_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    plain += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return plain;
}

bool is_odd_letter(char letter) {
  const auto octet = static_cast<unsigned char>(letter);
  return octet < 0x20 || octet == 0x7F || letter == '\\';
}

bool has_odd_segment(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    const bool is_last = path.empty();
    if (segment == "." || segment == ".." || (segment.empty() && !is_last)) return true;
  }
  return false;
}

}  // namespace

tl::expected<RequestTarget, Refusal> read_target(std::string_view target, std::string_view host) {
  const auto own = without_origin(target, host);
  if (!own) return refused("the target is not of this host");
  const auto mark = own->find('?');
  auto path = decoded(own->substr(0, mark));
  if (!path) return refused("the path has a % that encodes nothing");
  if (std::ranges::any_of(*path, is_odd_letter) || has_odd_segment(*path))
    return refused("the path has letters or segments that are not taken");
  const auto query = mark == std::string_view::npos ? std::string_view{} : own->substr(mark + 1);
  if (own->find('#') != std::string_view::npos) return refused("the target has a fragment");
  return RequestTarget{std::move(*path), std::string{query}};
}

}  // namespace lineman::web
