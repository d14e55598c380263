// Messages that wait to be written to a connection.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "datamodel/instance.hpp"

namespace lineman::sipcore {

// Octets that wait for a connection to be made, or for its peer to read: enough for all accounts at
// once.
inline constexpr std::size_t longest_queue = 65'536 + 4096UL * datamodel::maximum_accounts;

// Pure.
class SendQueue {
 public:
  // False: there would be more than longest_queue.
  bool add(std::string_view message);
  // Takes back a message of which nothing was written.
  void withdraw(std::string_view message);

  bool empty() const { return messages_.empty(); }
  std::size_t size() const { return messages_.size(); }
  // What of the first message is to be written next; empty where there is none.
  std::string_view next() const;
  void wrote(std::size_t octets);  // of next(), at most all of it

 private:
  std::deque<std::string> messages_{};
  std::size_t octets_ = 0;
  std::size_t written_ = 0;  // of the first message
};

}  // namespace lineman::sipcore
