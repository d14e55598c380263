#include "tr069/transport/failure_sentence.hpp"

#include <openssl/x509_vfy.h>

#include <system_error>

#include "tr069/transport/reply_buffer.hpp"

namespace lineman::cwmp {
namespace {

std::string with_reason(std::string sentence, const std::string& reason) {
  return reason.empty() ? sentence : std::move(sentence) + ": " + reason;
}

std::string seconds(std::chrono::milliseconds time) {
  if (time.count() % 1000 == 0) return std::to_string(time.count() / 1000) + " s";
  return std::to_string(time.count()) + " ms";
}

std::string no_connection(const Origin& origin, const HttpSettings& settings,
                          const std::string& reason) {
  const std::string way = settings.proxy.url.empty() ? "" : " by way of " + settings.proxy.url;
  return with_reason("cannot connect to " + origin.host + " port " + origin.port + way, reason);
}

// What the proxy said to CONNECT; 0 where it was not asked.
long answer_of_proxy(CURL* easy) {
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &status);
  return status;
}

std::string system_reason(CURL* easy) {
  long number = 0;
  curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
  if (number == 0) return {};
  return std::generic_category().message(static_cast<int>(number));
}

std::string bad_certificate(const Failure& failure, const Origin& origin) {
  const std::string certificate = "the certificate of " + failure.peer;
  long result = X509_V_OK;
  curl_easy_getinfo(failure.easy, CURLINFO_SSL_VERIFYRESULT, &result);
  switch (result) {
    case X509_V_OK:
    case X509_V_ERR_UNSPECIFIED:  // the chain was good, and libcurl compared the name itself
      return certificate + " does not match the host name " + origin.host;
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return certificate + " has expired";
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return certificate + " is not valid yet";
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return certificate + " is signed by no known authority";
    default:
      return with_reason(certificate + " was refused", X509_verify_cert_error_string(result));
  }
}

std::string too_late(CURL* easy, const Origin& origin, const HttpSettings& settings) {
  curl_off_t begun = 0;  // when the request began to be sent
  curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &begun);
  if (begun > 0) return "no complete answer within " + seconds(settings.longest_exchange);
  return no_connection(origin, settings, "no answer within " + seconds(settings.longest_connect));
}

}  // namespace

std::string failure_sentence(const Failure& failure, const Origin& origin,
                             const HttpSettings& settings) {
  if (const long status = answer_of_proxy(failure.easy); status >= 300) {
    return no_connection(origin, settings, "the proxy said HTTP " + std::to_string(status));
  }
  switch (failure.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "cannot find the address of " + origin.host;
    case CURLE_COULDNT_CONNECT:
      return no_connection(origin, settings, system_reason(failure.easy));
    case CURLE_OPERATION_TIMEDOUT:
      return too_late(failure.easy, origin, settings);
    case CURLE_GOT_NOTHING:
      return "no answer: " + failure.peer + " closed the connection";
    case CURLE_PARTIAL_FILE:
      return "the connection was closed before the answer was complete";
    case CURLE_BAD_CONTENT_ENCODING:
      return "the answer is not the gzip that it says it is";
    case CURLE_FILESIZE_EXCEEDED:
      return too_large_a_body();
    case CURLE_OUT_OF_MEMORY:  // libcurl's word for one header field above its own 100 KiB
      return too_large_a_head(failure.peer);
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
      return "the answer is not HTTP";
    case CURLE_PEER_FAILED_VERIFICATION:
      return bad_certificate(failure, origin);
    case CURLE_SSL_CACERT_BADFILE:
      return "cannot read the certificates of authorities: " +
             (settings.ca_file.empty() ? settings.ca_path : settings.ca_file);
    case CURLE_SSL_CERTPROBLEM:
      return with_reason("cannot use the client certificate", failure.detail);
    case CURLE_COULDNT_RESOLVE_PROXY:
      return "cannot find the address of the proxy " + settings.proxy.url;
    case CURLE_SSL_CONNECT_ERROR:
      return with_reason("no TLS with " + origin.host + " port " + origin.port, failure.detail);
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
      return with_reason("the connection to " + failure.peer + " broke", failure.detail);
    default:
      return with_reason("HTTP failed", curl_easy_strerror(failure.code));
  }
}

FailureCause failure_cause_of(const Failure& failure) {
  switch (failure.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
      return FailureCause::contact;
    case CURLE_OPERATION_TIMEDOUT:
      return FailureCause::time_out;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CONNECT_ERROR:
      return FailureCause::tls;
    default:
      return FailureCause::protocol;
  }
}

}  // namespace lineman::cwmp
