// A file while it comes: how much of it has, how much may, and where it goes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

// Where a file's octets go.
class FileSink {
 public:
  virtual ~FileSink() = default;

  enum class Take : std::uint8_t {
    taken,
    later,    // these octets come again when the sink has asked for them
    refused,  // nothing more is taken
  };
  virtual Take take(std::string_view octets) = 0;
};

// What is known of a file that is to come.
struct ExpectedFile {
  std::uint64_t limit = 0;  // octets that are taken
  std::uint64_t size = 0;   // that it has to have; 0: any
};

// Octets of answers that are no file: pages about errors, redirects and challenges.
inline constexpr std::uint64_t maximum_dropped = std::uint64_t{1} << 20U;

// Of one answer. Without a sink every octet is dropped.
class FileReception {
 public:
  FileReception() = default;
  FileReception(FileSink* sink, ExpectedFile expected) : sink_{sink}, expected_{expected} {}

  // `announced`: the whole file's octets, 0 where that is not known.
  FileSink::Take take(std::string_view octets, std::uint64_t announced);
  // That so many octets of header fields have come, too; false where it is too much.
  bool add_head(std::uint64_t octets);
  // That so much of a body has come, dropped parts included; false where it is too much.
  bool has_come(std::uint64_t octets);

  // Why nothing more was taken, once it was not.
  const std::optional<Fault>& problem() const { return problem_; }
  // At the end: whether something is missing.
  std::optional<Fault> problem_with_end() const;

 private:
  bool is_too_large(std::uint64_t octets);

  FileSink* sink_ = nullptr;
  ExpectedFile expected_;
  std::uint64_t head_ = 0;
  std::uint64_t received_ = 0;
  std::optional<Fault> problem_;
};

}  // namespace lineman::cwmp
