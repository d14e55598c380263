// One TLS connection of a client, as a StreamWire.
#pragma once

#include <openssl/types.h>

#include <memory>
#include <string>

#include "sipcore/network/stream_wire.hpp"

namespace lineman::sipcore {

// Null without memory. `context` lives as long as its connections, by itself.
std::unique_ptr<StreamWire> tls_wire(SSL_CTX* context, int descriptor, std::string name);

}  // namespace lineman::sipcore
