// TLS 1.2 and 1.3 of the door (RFC 9325): what all its connections share.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "daemon/clock.hpp"

namespace boost::asio::ssl {
class context;
}

namespace lineman::web {

// In PEM: the certificate with its chain behind it, and its private key without a pass phrase.
struct TlsFiles {
  std::string certificate{};
  std::string key{};
};

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

// Reads the files now and not again. An error is a sentence that names the file.
tl::expected<TlsContext, std::string> make_tls_context(const TlsFiles& files);

// A sentence where the certificate is over at that time; else empty. The phone serves it all the
// same: who would put it right needs the page.
std::string problem_with_validity(const TlsContext& context, const TlsFiles& files, WallTime now);

}  // namespace lineman::web
