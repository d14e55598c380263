// Which address of ours stands in ConnectionRequestURL.
#pragma once

#include <string>

#include "tr069/session/state.hpp"

namespace lineman::cwmp {

// The one by which the ACS reached us first, as long as it is ours, over a restart of the agent
// too: a phone that is reached now over IPv4, now over IPv6, would else have another
// ConnectionRequestURL each time.
class OwnAddress {
 public:
  // What the ACS was told last.
  explicit OwnAddress(const State& state);

  // Our end of a connection to the ACS.
  void seen(const std::string& address);

  const std::string& text() const { return text_; }  // empty: not known

 private:
  std::string text_;
};

}  // namespace lineman::cwmp
