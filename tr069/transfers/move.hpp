// One file on its way.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "agent/interfaces/configuration.hpp"
#include "tr069/transfers/file_connection.hpp"
#include "tr069/transfers/transfer.hpp"

namespace lineman::cwmp {

// One thread: the loop's. Its destruction ends it.
class Move {
 public:
  virtual ~Move() = default;

  // Nothing: it went well.
  using OnEnd = std::function<void(const std::optional<Fault>&)>;
  // Called once. `end` comes exactly once, perhaps from within, and not after the destruction,
  // which may come from within it only where it is the last that is done.
  virtual void start(OnEnd end) = 0;
};

struct TransferSettings {
  HttpSettings http{};  // as towards the ACS
  TransferTimes times{};
  std::uint64_t firmware_limit = std::uint64_t{256} << 20U;  // octets
  bool upload_secrets = false;                               // over https alone
};

// What a move is done with; it outlives the move.
struct MoveSurroundings {
  boost::asio::io_context& loop;
  Configuration& configuration;
  const Clock& clock;
  const TransferSettings& settings;
};

// To the place that the ACS named, with the credentials that it gave.
std::unique_ptr<FileConnection> connect(const MoveSurroundings& at, const FileRequest& request);

// What people know the file by: the name that the ACS gave, or that of its URL.
std::string file_name_of(const FileRequest& request);

}  // namespace lineman::cwmp
