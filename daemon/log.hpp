// What the daemons say: sentences with structured fields, to standard error or to the journal.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "daemon/log_event.hpp"

namespace lineman::log {

enum class Level : unsigned char { trace, debug, info, warning, error, critical, off };

enum class Target : unsigned char {
  automatic,  // the journal where standard error is connected to it (systemd's JOURNAL_STREAM),
              // else standard error
  standard_error,
  journal,
};

// A field's name is as the journal has it: capital letters, digits and '_' (LINEMAN_ACCOUNT).
// Values are never secrets.
struct Field {
  std::string_view name;
  std::string_view value;
};
using Fields = std::initializer_list<Field>;

// Before this, messages from info on go to standard error. May be called again (SIGHUP).
void set_up(std::string_view program, Level level, Target target);

// From any thread. `message` is a sentence without a full stop; control characters in it and in
// values are written as \xNN. On standard error fields follow the sentence as name=value; the
// journal gets the event as MESSAGE_ID besides.
void write(Level level, Event event, std::string_view message, Fields fields = {});

inline void debug(std::string_view message, Fields fields = {}) {
  write(Level::debug, Event::none, message, fields);
}
inline void info(std::string_view message, Fields fields = {}) {
  write(Level::info, Event::none, message, fields);
}
inline void info(Event event, std::string_view message, Fields fields = {}) {
  write(Level::info, event, message, fields);
}
// Whoever reads one of these wants to know what to do: each is in the catalogue.
inline void warning(Event event, std::string_view message, Fields fields = {}) {
  write(Level::warning, event, message, fields);
}
inline void error(Event event, std::string_view message, Fields fields = {}) {
  write(Level::error, event, message, fields);
}
inline void critical(Event event, std::string_view message, Fields fields = {}) {
  write(Level::critical, event, message, fields);
}

// Printable text as it is, control characters and what is no UTF-8 as \xNN.
std::string printable(std::string_view text);

// "trace" to "off", as spdlog names them; nothing for another word goes to `level`, and false comes
// back.
bool level_from(std::string_view word, Level& level);

}  // namespace lineman::log
