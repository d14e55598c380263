// The queue of transfers as lines of the state file: "transfer 7 url = http://...". The password
// stands among them: nobody but the agent reads that file.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "tr069/transfers/transfer_queue.hpp"

namespace lineman::cwmp {

std::string lines_of(const TransferQueue& queue);

// Collects the lines of one file.
class QueueReader {
 public:
  // False where `name` is none of a transfer. A value that is not permitted is left out.
  bool line(std::string_view name, const std::string& value);

  // Those that are whole: with a URL, a window and all that says what they are.
  TransferQueue result() const;

 private:
  std::map<std::uint64_t, Transfer> transfers_;
};

}  // namespace lineman::cwmp
