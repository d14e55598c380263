// What the journal's message catalogue says of an event.
#pragma once

#include <span>
#include <string_view>

#include "daemon/log_event.hpp"

namespace lineman::catalog {

struct Entry {
  log::Event event;
  std::string_view name;     // as the enumeration has it
  std::string_view subject;  // one line; @FIELD@ stands for a field of the message
  std::string_view meaning;  // sentences: what happened, and what it means for the phone
  std::string_view advice;   // sentences: what to do; empty where nothing is to be done
  std::string_view page;     // of the manual
};

// In the order of the events' numbers.
std::span<const Entry> entries();

}  // namespace lineman::catalog
