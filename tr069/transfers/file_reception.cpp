#include "tr069/transfers/file_reception.hpp"

#include <string>

#include "tr069/transport/http_client.hpp"
#include "tr069/transport/reply_buffer.hpp"

namespace lineman::cwmp {
namespace {

Fault wrong_size(const char* how, std::uint64_t size) {
  return {FaultCode::file_corrupted,
          "the file has " + std::string{how} + " than the " + std::to_string(size) +
              " octets that the ACS said",
          {}};
}

}  // namespace

// A file that announces itself as too large is refused with its first octets, not with its last.
FileSink::Take FileReception::take(std::string_view octets, std::uint64_t announced) {
  if (sink_ == nullptr) return FileSink::Take::taken;
  if (is_too_large(received_ + octets.size()) || is_too_large(announced)) {
    return FileSink::Take::refused;
  }
  const auto take = sink_->take(octets);
  if (take == FileSink::Take::taken) received_ += octets.size();
  if (take == FileSink::Take::refused) {
    problem_ = Fault{FaultCode::download_failure, "the file cannot be kept", {}};
  }
  return take;
}

bool FileReception::add_head(std::uint64_t octets) {
  head_ += octets;
  if (head_ <= maximum_reply_head) return true;
  problem_ = Fault{FaultCode::download_failure, too_large_a_head("the file server"), {}};
  return false;
}

bool FileReception::has_come(std::uint64_t octets) {
  if (octets <= received_ + maximum_dropped) return true;
  if (!problem_) {
    problem_ = Fault{FaultCode::download_failure, "the file server answers without end", {}};
  }
  return false;
}

// What the ACS said comes first: the file is another one than it meant.
bool FileReception::is_too_large(std::uint64_t octets) {
  if (expected_.size != 0 && octets > expected_.size) {
    problem_ = wrong_size("more", expected_.size);
  } else if (octets > expected_.limit) {
    problem_ = Fault{
        FaultCode::download_failure,
        "the file has more than " + std::to_string(expected_.limit) + " octets, which is the limit",
        {}};
  } else {
    return false;
  }
  return true;
}

std::optional<Fault> FileReception::problem_with_end() const {
  if (sink_ == nullptr || expected_.size == 0 || received_ == expected_.size) return {};
  return wrong_size("less", expected_.size);
}

}  // namespace lineman::cwmp
