#include "tr069/session/state.hpp"

#include <array>

#include "datamodel/ascii.hpp"
#include "datamodel/checked_text.hpp"
#include "datamodel/value_text.hpp"
#include "tr069/session/notifications.hpp"
#include "tr069/transfers/queue_text.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::value_line;

constexpr std::string_view first_words = "lineman acs state ";
constexpr unsigned state_format = 1;

// The names of lines; those of the second kind go before a name of their own.
constexpr std::string_view published_name = "published";
constexpr std::string_view retry_count_name = "retry_count";
constexpr std::string_view url_name = "url";
constexpr std::string_view cwmp_name = "cwmp";
constexpr std::string_view request_path_name = "request_path";
constexpr std::string_view boot_id_name = "boot_id";
constexpr std::string_view reboot_name = "reboot";
constexpr std::string_view reboot_begun_name = "reboot_begun";
constexpr std::string_view factory_reset_name = "factory_reset";
constexpr std::string_view changed_name = "changed";
constexpr std::string_view inform_words = "inform ";
constexpr std::string_view event_words = "event ";
constexpr std::string_view notification_words = "notification ";
constexpr std::string_view told_words = "told ";

constexpr std::array<std::string_view, 5> versions = {"1.0", "1.1", "1.2", "1.3", "1.4"};

std::string line_of(std::string_view words, std::string_view name, std::string_view value) {
  return value_line(std::string{words}.append(name), value);
}

std::string attribute_lines(const State& state) {
  std::string text;
  for (const auto& [name, notification] : state.notifications) {
    text += line_of(notification_words, name, std::to_string(static_cast<unsigned>(notification)));
  }
  for (const auto& [name, value] : state.told) text += line_of(told_words, name, value);
  return text;
}

template <typename Number>
void read_number(Number& number, std::string_view text) {
  number = datamodel::whole_number<Number>(text).value_or(number);
}

// What `name` says behind `words`; nothing where it begins otherwise.
std::optional<std::string_view> behind(std::string_view words, std::string_view name) {
  if (!name.starts_with(words) || name.size() == words.size()) return std::nullopt;
  return name.substr(words.size());
}

std::string inform_lines(const State& state) {
  std::string text;
  for (const auto& inform : state.informs)
    text += line_of(inform_words, text_of(inform.due), inform.command_key);
  return text;
}

class Reader {
 public:
  void line(std::string_view name, std::string value) {
    if (transfers_.line(name, value)) return;
    if (const auto due = behind(inform_words, name)) {
      inform(*due, std::move(value));
    } else if (const auto code = behind(event_words, name)) {
      state_.events.add(*code, value);
    } else if (const auto parameter = behind(notification_words, name)) {
      notification(*parameter, value);
    } else if (const auto live = behind(told_words, name)) {
      state_.told.insert_or_assign(std::string{*live}, std::move(value));
    } else if (name == changed_name) {
      if (!value.empty() && state_.changed.size() < maximum_changed) {
        state_.changed.insert(std::move(value));
      }
    } else {
      single(name, std::move(value));
    }
  }

  State result() && {
    state_.transfers = transfers_.result();
    return std::move(state_);
  }

 private:
  void inform(std::string_view due, std::string key) {
    const auto time = due_time_in(due);
    if (time && state_.informs.size() < maximum_promised_informs)
      state_.informs.push_back({.due = *time, .command_key = std::move(key)});
  }

  void notification(std::string_view parameter, std::string_view value) {
    unsigned number = static_cast<unsigned>(Notification::active) + 1;
    read_number(number, value);
    if (number > static_cast<unsigned>(Notification::active)) return;
    state_.notifications.insert_or_assign(std::string{parameter},
                                          static_cast<Notification>(number));
  }

  void single(std::string_view name, std::string value) {
    if (name == published_name) {
      read_number(state_.published, value);
    } else if (name == retry_count_name) {
      read_number(state_.retry_count, value);
    } else if (name == url_name) {
      state_.url = std::move(value);
    } else if (name == cwmp_name) {
      for (std::size_t i = 0; i < versions.size(); ++i) {
        if (versions.at(i) == value) state_.cwmp = static_cast<Namespace>(i);
      }
    } else if (name == request_path_name) {
      state_.request_path = std::move(value);
    } else if (name == boot_id_name) {
      state_.boot_id = std::move(value);
    } else if (name == reboot_name) {
      state_.reboot = std::move(value);
    } else if (name == reboot_begun_name) {
      state_.reboot_begun = value == "yes";
    } else if (name == factory_reset_name) {
      state_.factory_reset = value == "yes";
    }
  }

  State state_;
  QueueReader transfers_;
};

State read_lines(std::string_view text) {
  constexpr std::string_view between = " = ";
  Reader reader;
  while (!text.empty()) {
    const auto line = datamodel::take_line(text);
    const auto at = line.find(between);
    if (at == std::string_view::npos) continue;
    auto value = datamodel::unescaped(line.substr(at + between.size()));
    if (value) reader.line(line.substr(0, at), std::move(*value));
  }
  return std::move(reader).result();
}

}  // namespace

bool has_room(const State& state) {
  return attribute_lines(state).size() <= maximum_attributes;
}

std::string print(const State& state) {
  std::string text = std::string{first_words} + std::to_string(state_format) + "\n";
  text += value_line(published_name, std::to_string(state.published));
  text += value_line(retry_count_name, std::to_string(state.retry_count));
  text += value_line(url_name, state.url);
  text += value_line(cwmp_name, versions.at(static_cast<std::size_t>(state.cwmp)));
  text += value_line(request_path_name, state.request_path);
  text += value_line(boot_id_name, state.boot_id);
  if (state.reboot) text += value_line(reboot_name, *state.reboot);
  text += value_line(reboot_begun_name, state.reboot_begun ? "yes" : "no");
  text += value_line(factory_reset_name, state.factory_reset ? "yes" : "no");
  for (const auto& event : state.events.events()) {
    text += line_of(event_words, event.code, event.command_key);
  }
  text += inform_lines(state) + lines_of(state.transfers);
  for (const auto& name : state.changed) text += value_line(changed_name, name);
  text += attribute_lines(state);
  return datamodel::with_checksum(std::move(text));
}

tl::expected<State, std::string> parse_state(std::string_view text) {
  if (text.size() > maximum_state) {
    return tl::unexpected<std::string>("is larger than the state of the ACS door can be");
  }
  const auto body = datamodel::checked_body(text);
  if (!body) {
    return tl::unexpected<std::string>("is not whole: its checksum is missing or not right");
  }
  auto rest = *body;
  if (!datamodel::take_line(rest).starts_with(first_words)) {
    return tl::unexpected<std::string>(
        "is not the state of the ACS door: its first line says something else");
  }
  return read_lines(rest);
}

}  // namespace lineman::cwmp
