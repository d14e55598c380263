#include "tr069/transfers/queue_text.hpp"

#include <array>

#include "datamodel/ascii.hpp"
#include "datamodel/value_text.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::string_view words = "transfer ";
constexpr std::array<std::string_view, 3> kinds{"download", "upload", "scheduled_download"};
constexpr std::array<std::string_view, 3> files{"firmware", "configuration", "log"};
constexpr std::array<std::string_view, 3> states{"waiting", "begun", "ended"};

template <typename Enum>
void read_word(Enum& value, const auto& all, std::string_view text) {
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all.at(i) == text) value = static_cast<Enum>(i);
}

constexpr auto comma = ", ";

// What stands before the next comma, which is taken off with it.
std::string_view take_part(std::string_view& text) {
  const auto end = text.find(comma);
  const auto part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 2);
  return part;
}

std::string text_of(WallTime time) {
  return std::to_string(moment_of(time).time_since_epoch().count());
}

WallTime time_in(std::string_view text) {
  return WallMoment{
      std::chrono::milliseconds{datamodel::whole_number<std::int64_t>(text).value_or(0)}};
}

// "TRIES, SINCE DELAY", and ", SINCE DELAY" of its end.
std::string text_of(const TransferWindow& window) {
  const auto start = std::to_string(window.tries) + comma + text_of(window.start);
  return window.end ? start + comma + text_of(*window.end) : start;
}

std::optional<TransferWindow> window_in(std::string_view text) {
  const auto tries = datamodel::whole_number<std::uint32_t>(take_part(text));
  const auto start = due_time_in(take_part(text));
  if (!tries || !start) return std::nullopt;
  TransferWindow window{.start = *start, .tries = *tries};
  if (text.empty()) return window;
  window.end = due_time_in(text);
  return window.end ? std::optional{window} : std::nullopt;
}

void read_field(Transfer& transfer, std::string_view field, const std::string& value) {
  auto& request = transfer.request;
  auto& outcome = transfer.outcome;
  if (field == "kind") read_word(request.kind, kinds, value);
  if (field == "file") read_word(request.file, files, value);
  if (field == "url") request.url = value;
  if (field == "username") request.username = value;
  if (field == "password") request.password = value;
  if (field == "file_size")
    request.file_size = datamodel::whole_number<std::uint64_t>(value).value_or(0);
  if (field == "target") request.target_file_name = value;
  if (field == "key") transfer.command_key = value;
  if (field == "file_type") transfer.file_type = value;
  if (field == "state") read_word(transfer.state, states, value);
  if (field == "generation")
    transfer.generation = datamodel::whole_number<std::uint64_t>(value).value_or(0);
  if (field == "fault") {
    const auto code = datamodel::whole_number<std::uint16_t>(value);
    if (code) outcome.fault = static_cast<FaultCode>(*code);
  }
  if (field == "sentence") outcome.sentence = value;
  if (field == "begun") outcome.begun = time_in(value);
  if (field == "ended") outcome.ended = time_in(value);
  if (field == "window" && transfer.windows.size() < most_windows) {
    if (const auto window = window_in(value)) transfer.windows.push_back(*window);
  }
}

std::string lines_of(const Transfer& transfer) {
  const auto line = [&](std::string_view field, std::string_view value) {
    return datamodel::value_line(
        std::string{words} + std::to_string(transfer.number) + ' ' + std::string{field}, value);
  };
  const auto& request = transfer.request;
  const auto& outcome = transfer.outcome;
  auto text = line("kind", kinds.at(static_cast<std::size_t>(request.kind))) +
              line("file", files.at(static_cast<std::size_t>(request.file))) +
              line("url", request.url) + line("username", request.username) +
              line("password", request.password) +
              line("file_size", std::to_string(request.file_size)) +
              line("target", request.target_file_name) + line("key", transfer.command_key) +
              line("file_type", transfer.file_type) +
              line("state", states.at(static_cast<std::size_t>(transfer.state))) +
              line("generation", std::to_string(transfer.generation));
  for (const auto& window : transfer.windows) text += line("window", text_of(window));
  if (outcome.fault) text += line("fault", std::to_string(static_cast<unsigned>(*outcome.fault)));
  return text + line("sentence", outcome.sentence) + line("begun", text_of(outcome.begun)) +
         line("ended", text_of(outcome.ended));
}

// What begins needs a window, and what was begun one as well: its tries.
bool is_whole(const Transfer& transfer) {
  const bool has_ended = transfer.state == Transfer::State::ended;
  return !transfer.file_type.empty() && (has_ended || !transfer.windows.empty());
}

}  // namespace

std::string lines_of(const TransferQueue& queue) {
  std::string text;
  for (const auto& transfer : queue.transfers()) text += lines_of(transfer);
  return text;
}

bool QueueReader::line(std::string_view name, const std::string& value) {
  if (!name.starts_with(words)) return false;
  name.remove_prefix(words.size());
  const auto space = name.find(' ');
  const auto number = datamodel::whole_number<std::uint64_t>(name.substr(0, space));
  if (!number || space == std::string_view::npos) return true;
  if (transfers_.size() >= maximum_transfers && !transfers_.contains(*number)) return true;
  auto& transfer = transfers_[*number];
  transfer.number = *number;
  read_field(transfer, name.substr(space + 1), value);
  return true;
}

TransferQueue QueueReader::result() const {
  TransferQueue queue;
  for (const auto& [number, transfer] : transfers_)
    if (is_whole(transfer)) queue.put_back(transfer);
  return queue;
}

}  // namespace lineman::cwmp
