#include "sipcore/network/send_queue.hpp"

#include <algorithm>

namespace lineman::sipcore {

bool SendQueue::add(std::string_view message) {
  if (octets_ + message.size() > longest_queue) return false;
  messages_.emplace_back(message);
  octets_ += message.size();
  return true;
}

void SendQueue::withdraw(std::string_view message) {
  const auto untouched = messages_.begin() + (written_ > 0 ? 1 : 0);
  const auto found = std::find(untouched, messages_.end(), message);
  if (found == messages_.end()) return;
  octets_ -= found->size();
  messages_.erase(found);
}

std::string_view SendQueue::next() const {
  if (messages_.empty()) return {};
  return std::string_view(messages_.front()).substr(written_);
}

void SendQueue::wrote(std::size_t octets) {
  written_ += octets;
  if (written_ < messages_.front().size()) return;
  octets_ -= messages_.front().size();
  messages_.pop_front();
  written_ = 0;
}

}  // namespace lineman::sipcore
