#include "sipcore/network/message_framer.hpp"

#include <algorithm>

#include "datamodel/ascii.hpp"
#include "sipcore/message/sip_message.hpp"

namespace lineman::sipcore {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";
constexpr std::size_t kept_capacity = 4096;  // of a connection with nothing to read

auto broken(std::string why) {
  return tl::unexpected<std::string>(std::move(why));
}

// The first header line with those that continue it (RFC 3261, 7.3.1), taken from `rest`.
std::string_view take_line(std::string_view& rest) {
  auto end = rest.find(line_end);
  while (end != std::string_view::npos && end + 2 < rest.size() &&
         (rest[end + 2] == ' ' || rest[end + 2] == '\t')) {
    end = rest.find(line_end, end + 2);
  }
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
  return line;
}

constexpr std::string_view blanks = " \t\r\n";

bool names_length(std::string_view name) {
  return datamodel::same_word(name, "content-length") || datamodel::same_word(name, "l");
}

}  // namespace

tl::expected<std::size_t, std::string> content_length(std::string_view head) {
  std::optional<std::size_t> length;
  take_line(head);
  while (!head.empty()) {
    const auto line = take_line(head);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos ||
        !names_length(datamodel::trimmed(line.substr(0, colon), blanks)))
      continue;
    const auto number =
        datamodel::whole_number<std::size_t>(datamodel::trimmed(line.substr(colon + 1), blanks));
    if (!number) return broken("its Content-Length is no number");
    if (length && *length != *number) return broken("it has two Content-Lengths");
    length = number;
  }
  if (!length) return broken("it has no Content-Length");
  return *length;
}

void MessageFramer::add(std::string_view octets) {
  buffer_.erase(0, begin_);
  begin_ = 0;
  buffer_ += octets;
}

tl::expected<std::optional<std::string_view>, std::string> MessageFramer::next() {
  const auto rest = std::string_view(buffer_).substr(begin_);
  if (rest.empty()) {
    if (buffer_.capacity() > kept_capacity) buffer_.shrink_to_fit();
    return std::nullopt;
  }
  if (rest == "\r") return std::nullopt;
  if (!awaited_ && searched_ == 0 && rest.starts_with(line_end)) {
    begin_ += line_end.size();
    return rest.substr(0, line_end.size());
  }
  if (!awaited_) {
    const auto end = rest.find(head_end, searched_);
    // Its last three octets may be the beginning of the end.
    if (end == std::string_view::npos) searched_ = std::max<std::size_t>(rest.size(), 3) - 3;
    const auto head = end == std::string_view::npos ? rest.size() : end + head_end.size();
    if (head > longest_message) return broken("its header section is too long");
    if (end == std::string_view::npos) return std::nullopt;
    const auto length = content_length(rest.substr(0, end + line_end.size()));
    if (!length) return broken(length.error());
    if (*length > longest_message - head) return broken("it is too long");
    awaited_ = head + *length;
  }
  if (rest.size() < *awaited_) return std::nullopt;
  const auto message = rest.substr(0, *awaited_);
  begin_ += message.size();
  searched_ = 0;
  awaited_.reset();
  return message;
}

}  // namespace lineman::sipcore
