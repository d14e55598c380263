// Answers to SET requests, kept for a while, so that a manager that lost one and asks again does
// not change things twice.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

#include "daemon/clock.hpp"

namespace lineman::mibs {

// What a response to a SET says besides the variables of its request.
struct SetAnswer {
  long status = 0;
  long index = 0;

  bool operator==(const SetAnswer&) const = default;
};

// Bounded in number and time (limits.hpp). A key stands for one request: who sent it from where,
// its identifier and its variables.
class KeptAnswers {
 public:
  std::optional<SetAnswer> find(const std::string& key, TimePoint now);
  void keep(const std::string& key, SetAnswer answer, TimePoint now);

  std::size_t size() const { return answers_.size(); }

 private:
  struct Kept {
    std::string key;
    TimePoint until;
  };

  void forget_old(TimePoint now);

  std::deque<Kept> order_;  // oldest first
  std::unordered_map<std::string, SetAnswer> answers_;
};

}  // namespace lineman::mibs
