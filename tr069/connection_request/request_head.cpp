#include "tr069/connection_request/request_head.hpp"

#include <algorithm>

#include "datamodel/ascii.hpp"
#include "datamodel/text_rules.hpp"
#include "tr069/connection_request/words.hpp"

namespace lineman::cwmp {
namespace {

constexpr unsigned bad_request = 400;
constexpr unsigned head_too_large = 431;
constexpr unsigned version_not_supported = 505;

// RFC 9110, 5.6.2.
bool is_token(std::string_view text) {
  static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return datamodel::is_alphanumeric(c) || others.find(c) != std::string_view::npos;
  });
}

bool is_printable(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7F;
}

using datamodel::same_word;
using datamodel::trimmed;

bool has_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const auto part = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), part.size() + 1));
    if (same_word(trimmed(part), word)) return true;
  }
  return false;
}

// "HTTP/1.1": its minor version, or the status that refuses it.
tl::expected<char, unsigned> minor_version(std::string_view text) {
  const bool http = text.size() == 8 && text.starts_with("HTTP/") && text[6] == '.';
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!http || !digit(text[5]) || !digit(text[7])) return tl::unexpected{bad_request};
  if (text[5] != '1') return tl::unexpected{version_not_supported};
  return text[7];
}

}  // namespace

HeadResult RequestHeadReader::refuse(unsigned status) {
  refused_ = status;
  octets_.clear();
  head_.reset();
  return tl::unexpected{status};
}

HeadResult RequestHeadReader::finish() {
  auto head = std::move(*head_);
  head.persistent = !closes_ && !has_body_;
  head_.reset();
  has_authorization_ = has_body_ = closes_ = false;
  size_ = 0;
  return head;
}

std::optional<HeadResult> RequestHeadReader::add(std::string_view octets) {
  if (refused_ != 0) return tl::unexpected{refused_};
  octets_ += octets;
  std::size_t read = 0;
  for (;;) {
    const auto fresh = std::max(read, searched_);
    const auto end = octets_.find('\n', fresh);
    const auto stop = std::min(end, octets_.size());
    // Within the limit first, so that the answer does not depend on how the octets came in.
    const auto limit = std::min(stop, read + maximum_request_head - size_);
    if (std::any_of(octets_.data() + fresh, octets_.data() + std::max(fresh, limit), is_control)) {
      return refuse(bad_request);
    }
    if (size_ + (stop - read) >= maximum_request_head) return refuse(head_too_large);
    if (end == std::string::npos) break;

    std::string_view line{octets_.data() + read, end - read};
    size_ += line.size() + 1;
    read = searched_ = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() && head_) {
      octets_.erase(0, read);
      searched_ = 0;
      return finish();
    }
    if (const auto status = take_line(line)) return refuse(*status);
  }
  octets_.erase(0, read);
  searched_ = octets_.size();
  return std::nullopt;
}

std::optional<unsigned> RequestHeadReader::take_line(std::string_view line) {
  if (line.find('\r') != std::string_view::npos) return bad_request;
  if (head_) return take_field(line);
  if (line.empty()) return std::nullopt;  // before the request (RFC 9112, 2.2)
  return take_request_line(line);
}

std::optional<unsigned> RequestHeadReader::take_request_line(std::string_view line) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return bad_request;
  const auto method = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  if (!is_token(method) || !is_printable(target)) return bad_request;
  const auto minor = minor_version(line.substr(last + 1));
  if (!minor) return minor.error();
  closes_ = *minor == '0';
  head_ = RequestHead{.method = std::string{method}, .target = std::string{target}};
  return std::nullopt;
}

std::optional<unsigned> RequestHeadReader::take_field(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return bad_request;
  const auto name = line.substr(0, colon);
  const auto value = trimmed(line.substr(colon + 1));
  if (same_word(name, "Authorization")) {
    if (has_authorization_) return bad_request;
    has_authorization_ = true;
    head_->authorization = value;
  } else if (same_word(name, "Connection")) {
    closes_ = closes_ || has_word(value, "close");
  } else if (same_word(name, "Content-Length")) {
    has_body_ = has_body_ || value != "0";
  } else if (same_word(name, "Transfer-Encoding")) {
    has_body_ = true;
  }
  return std::nullopt;
}

}  // namespace lineman::cwmp
