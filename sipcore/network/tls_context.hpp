// TLS 1.2 or later towards registrars (RFC 3261, 26.3; RFC 5922).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "sipcore/network/stream_wire.hpp"
#include "sipcore/network/tls_files.hpp"

namespace lineman::sipcore {

// What all connections share. It costs memory: made when the first connection needs it. Sessions
// are not resumed: connections last, and a handshake is rare.
class TlsContext {
 public:
  // Reads the files, `ca_path` excepted, which is looked into with each handshake. An error is one
  // sentence with the setting.
  static tl::expected<std::unique_ptr<TlsContext>, std::string> make(const TlsFiles& files);
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  // TLS over a connected socket, towards a server whose certificate has to be good and to show
  // `name`, as is_certificate_of() says. Null without memory. SIGPIPE has to be ignored, as the
  // daemon does.
  std::unique_ptr<StreamWire> wire(int descriptor, std::string_view name) const;

 private:
  struct Impl;
  explicit TlsContext(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lineman::sipcore
