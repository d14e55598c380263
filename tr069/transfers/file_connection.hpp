// One file over HTTP or HTTPS (TR-069, 3.2.2 and A.3.2.8): libcurl on the agent's loop.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "tr069/codec/messages.hpp"
#include "tr069/transfers/file_reception.hpp"
#include "tr069/transport/http_client.hpp"

namespace lineman::cwmp {

struct TransferTimes {
  std::chrono::seconds longest_silence{60};      // while octets ought to come or go
  std::chrono::milliseconds longest{3'600'000};  // in all, each request by itself
};

// For one get() or one put(). One thread: the loop's, which outlives it. It may be destroyed at any
// time, but not from within FileSink::take().
//
// `end` comes exactly once from the loop, never from within the call, and never after the
// destruction; nothing: it went well. Its fault is in the words for downloads, its sentence without
// a full stop, a URL or a secret. The peer's certificate, challenges and credentials are as towards
// the ACS (HttpClient::Connection), whose credentials are never used here. Redirects (301, 302,
// 307, 308) are followed, at most maximum_redirects.
class FileConnection {
 public:
  using OnEnd = std::function<void(const std::optional<Fault>&)>;

  // The URL has to be a good one (problem_with_transfer_url()).
  FileConnection(boost::asio::io_context& loop, HttpSettings settings, AcsAddress place,
                 TransferTimes times);
  ~FileConnection();
  FileConnection(const FileConnection&) = delete;
  FileConnection& operator=(const FileConnection&) = delete;

  // The sink outlives the connection; after Take::later it says resume().
  void get(FileSink& sink, ExpectedFile expected, OnEnd end);
  void resume();

  void put(std::string octets, OnEnd end);

 private:
  class Exchange;
  std::unique_ptr<Exchange> exchange_;
};

}  // namespace lineman::cwmp
