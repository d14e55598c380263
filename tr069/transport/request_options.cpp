#include "tr069/transport/request_options.hpp"

#include <fcntl.h>
#include <openssl/ssl.h>

#include "tr069/codec/codec.hpp"

namespace lineman::cwmp {
namespace {

// Longer than any session: the ACS alone may close its connection (TR-069, 3.7.1.3).
constexpr long idle_connection_seconds = 24L * 60 * 60;

// Programs that the agent starts do not inherit the connection.
int on_socket_made(void* /*nothing*/, curl_socket_t socket, curlsocktype /*why*/) noexcept {
  return ::fcntl(socket, F_SETFD, FD_CLOEXEC) == 0 ? CURL_SOCKOPT_OK : CURL_SOCKOPT_ERROR;
}

// Keeps the first failure.
class Options {
 public:
  explicit Options(CURL* easy) : easy_(easy) {}

  template <typename Value>
  void set(CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(easy_, option, value);
    if (first_failure_ == CURLE_OK) first_failure_ = code;
  }
  void set(CURLoption option, const std::string& text) { set(option, text.c_str()); }

  CURLcode first_failure() const { return first_failure_; }

 private:
  CURL* easy_;
  CURLcode first_failure_ = CURLE_OK;
};

void set_http(Options& options, const HttpSettings& settings) {
  options.set(CURLOPT_PROTOCOLS_STR, "http,https");
  options.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  options.set(CURLOPT_USERAGENT, "Lineman/" LINEMAN_VERSION);
  options.set(CURLOPT_POST, 1L);
  options.set(CURLOPT_COOKIEFILE, "");  // the engine, and no file
  // Nothing of a home directory.
  options.set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  // Redirects are followed by hand.
  options.set(CURLOPT_FOLLOWLOCATION, 0L);
  options.set(CURLOPT_SOCKOPTFUNCTION, &on_socket_made);
  options.set(CURLOPT_MAXAGE_CONN, idle_connection_seconds);
  options.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.longest_connect.count()));
  options.set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings.longest_exchange.count()));
  options.set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(maximum_envelope));
  // A name that is still being looked up must not hold up the loop when its session ends: the
  // thread is let go and cleans up after itself.
  options.set(CURLOPT_QUICK_EXIT, 1L);
}

// Said in any case: what is not said, libcurl takes from the environment.
void set_proxy(Options& options, const Proxy& proxy) {
  options.set(CURLOPT_PROXY, proxy.url);
  options.set(CURLOPT_NOPROXY, proxy.url.empty() ? "*" : proxy.except.c_str());
  if (proxy.url.empty() || proxy.credentials.empty()) return;
  const auto colon = proxy.credentials.find(':');
  options.set(CURLOPT_PROXYUSERNAME, proxy.credentials.substr(0, colon));
  if (colon != std::string::npos) {
    options.set(CURLOPT_PROXYPASSWORD, proxy.credentials.substr(colon + 1));
  }
  options.set(CURLOPT_PROXYAUTH, CURLAUTH_BASIC | CURLAUTH_DIGEST);
}

CURLcode on_tls_context(CURL* /*easy*/, void* context, void* /*nothing*/) noexcept {
  auto* const rules = SSL_CTX_get0_param(static_cast<SSL_CTX*>(context));
  return X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_NO_CHECK_TIME) == 1
             ? CURLE_OK
             : CURLE_SSL_CERTPROBLEM;
}

void set_tls(Options& options, const HttpSettings& settings) {
  options.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  options.set(CURLOPT_SSL_VERIFYPEER, 1L);
  options.set(CURLOPT_SSL_VERIFYHOST, 2L);
  // One of them alone: libcurl would add the system's to the other.
  const bool system = settings.ca_file.empty() && settings.ca_path.empty();
  const char* system_folder = curl_version_info(CURLVERSION_NOW)->capath;
  if (!system || system_folder != nullptr) {
    const char* folder = system ? system_folder : settings.ca_path.c_str();
    const char* none = nullptr;
    options.set(CURLOPT_CAINFO, settings.ca_file.empty() ? none : settings.ca_file.c_str());
    options.set(CURLOPT_CAPATH, *folder == '\0' ? none : folder);
  }
  // A libcurl with another TLS than OpenSSL refuses the option, and with it the session.
  if (!settings.check_dates) options.set(CURLOPT_SSL_CTX_FUNCTION, &on_tls_context);
  if (settings.client_certificate.empty()) return;
  options.set(CURLOPT_SSLCERT, settings.client_certificate);
  if (!settings.client_key.empty()) options.set(CURLOPT_SSLKEY, settings.client_key);
  // Without one, OpenSSL would ask the terminal for the pass phrase of an encrypted key.
  options.set(CURLOPT_KEYPASSWD, "");
}

}  // namespace

unsigned long permitted_authentication(const HttpSettings& settings, bool https, bool redirected) {
  const bool basic = https || (settings.allow_basic_over_http && !redirected);
  // Digest by itself would send an empty first post in the hope of a challenge. CURLAUTH_ONLY makes
  // libcurl send the envelope without credentials and wait for one.
  return CURLAUTH_DIGEST | CURLAUTH_ONLY | (basic ? CURLAUTH_BASIC : 0UL);
}

CURLcode apply_options(CURL* easy, const HttpSettings& settings, const AcsAddress& acs,
                       unsigned long authentication) {
  Options options{easy};
  set_http(options, settings);
  set_proxy(options, settings.proxy);
  set_tls(options, settings);
  if (acs.compress) options.set(CURLOPT_ACCEPT_ENCODING, "gzip");
  if (!acs.username.empty()) {
    options.set(CURLOPT_HTTPAUTH, authentication);
    options.set(CURLOPT_USERNAME, acs.username);
    options.set(CURLOPT_PASSWORD, acs.password);
  }
  return options.first_failure();
}

HeaderList header_fields(Content content) {
  HeaderList fields;
  const auto add = [&fields](const char* field) {
    // Null where there is no memory; the list is as it was then.
    if (curl_slist* longer = curl_slist_append(fields.get(), field); longer != nullptr) {
      (void)fields.release();
      fields.reset(longer);
    }
  };
  add("Expect:");  // without a value: not sent
  if (content == Content::none) {
    add("Content-Type:");
  } else {
    add("Content-Type: text/xml; charset=utf-8");
    add("SOAPAction;");  // with a semicolon: sent, with an empty value (TR-069, 3.4.1)
  }
  if (content == Content::packed_envelope) add("Content-Encoding: gzip");
  return fields;
}

}  // namespace lineman::cwmp
