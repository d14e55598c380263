#include "tr069/transport/http_client.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <optional>
#include <stdexcept>
#include <utility>

#include "daemon/key_pair_files.hpp"
#include "tr069/transport/acs_url.hpp"
#include "tr069/transport/challenge.hpp"
#include "tr069/transport/curl_handles.hpp"
#include "tr069/transport/failure_sentence.hpp"
#include "tr069/transport/folded_field.hpp"
#include "tr069/transport/gzip.hpp"
#include "tr069/transport/last_answer.hpp"
#include "tr069/transport/multi_on_loop.hpp"
#include "tr069/transport/reply_buffer.hpp"
#include "tr069/transport/request_options.hpp"

namespace lineman::cwmp {
namespace {

std::size_t on_head(char* line, std::size_t /*one*/, std::size_t size, void* reply) noexcept {
  return static_cast<ReplyBuffer*>(reply)->add_head({line, size}) ? size : 0;
}

std::size_t on_body(char* octets, std::size_t /*one*/, std::size_t size, void* reply) noexcept {
  return static_cast<ReplyBuffer*>(reply)->add_body({octets, size}) ? size : 0;
}

// Zero goes on.
int on_progress(void* reply, curl_off_t /*total*/, curl_off_t received, curl_off_t /*to_send*/,
                curl_off_t /*sent*/) noexcept {
  return static_cast<ReplyBuffer*>(reply)->has_come(static_cast<std::uint64_t>(received)) ? 0 : 1;
}

bool is_redirect(unsigned status) {
  return status == 301 || status == 302 || status == 307;
}

std::string local_address_of(CURL* easy) {
  const char* text = nullptr;
  curl_easy_getinfo(easy, CURLINFO_LOCAL_IP, &text);
  return text == nullptr ? "" : text;
}

// Retry-After, as a number or a date, is about the ACS as a whole where it comes with 503 alone.
std::chrono::seconds closed_for(CURL* easy, unsigned status) {
  curl_off_t seconds = 0;
  if (status == 503) curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds);
  return std::chrono::seconds{std::max<curl_off_t>(seconds, 0)};  // a date may be past
}

}  // namespace

class HttpClient::Connection::Transfer {
 public:
  Transfer(boost::asio::io_context& loop, const HttpSettings& settings, const AcsAddress& acs)
      : settings_{settings}, acs_{acs}, url_{acs.url}, loop_{loop}, cookies_{curl_share_init()} {
    if (!cookies_) throw std::bad_alloc{};
    curl_share_setopt(cookies_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
    if (auto origin = origin_of(url_)) {
      origin_ = own_origin_ = *std::move(origin);
      begin_at_origin();
    } else {
      problem_ = std::move(origin).error();
      multi_.emplace(loop_);  // to say so
    }
  }

  void post(std::string body, OnReply reply) {
    if (reply_) {
      return multi_->later([reply = std::move(reply)] {
        reply(tl::unexpected(std::string("another request is under way")));
      });
    }
    content_ = body.empty() ? Content::none : Content::envelope;
    body_ = std::move(body);
    if (acs_.compress && content_ == Content::envelope) pack();
    reply_ = std::move(reply);
    repeated_ = false;
    send();
  }

  const std::string& local_address() const { return local_address_; }
  FailureCause failure_cause() const { return cause_; }

 private:
  // With nothing of an origin before it but the cookies: no connection, no answered challenge.
  void begin_at_origin() {
    multi_.emplace(loop_);
    easy_.reset(curl_easy_init());
    if (!easy_) throw std::bad_alloc{};
    curl_easy_setopt(easy_.get(), CURLOPT_SHARE, cookies_.get());
    const CURLcode code = apply_options(easy_.get(), settings_, acs_, permitted());
    if (code != CURLE_OK) {
      problem_ = "cannot prepare HTTP: " + std::string(curl_easy_strerror(code));
    }
    if (origin_.scheme == "https" && !settings_.client_certificate.empty()) {
      check_client_files();
    }
    accepted_ = false;
  }

  void check_client_files() {
    const auto problem =
        daemon::problem_with_key_pair(settings_.client_certificate, settings_.client_key);
    if (!problem.empty()) problem_ = "cannot use the client certificate: " + problem;
  }

  void pack() {
    auto packed = gzip(body_);
    if (!packed) return;  // it goes as it is
    body_ = *std::move(packed);
    content_ = Content::packed_envelope;
  }

  void send() {
    if (!problem_.empty()) {
      return multi_->later([this] { finish(tl::unexpected(problem_)); });
    }
    CURL* easy = easy_.get();
    cause_ = FailureCause::protocol;
    fields_ = header_fields(content_);
    received_ = {};
    detail_[0] = '\0';
    curl_easy_setopt(easy, CURLOPT_URL, url_.c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields_.get());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body_.c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body_.size()));
    guard_.watch(easy);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &on_head);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &received_);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &received_);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &on_progress);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &received_);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, detail_.data());
    multi_->start(easy, [this](CURLcode code) { done(code); });
  }

  void done(CURLcode code) {
    if (!received_.problem().empty()) return finish(tl::unexpected(received_.problem()));
    if (code != CURLE_OK) {
      const Failure failure{.easy = easy_.get(), .code = code, .detail = detail_.data()};
      cause_ = failure_cause_of(failure);
      return finish(tl::unexpected(failure_sentence(failure, origin_, settings_)));
    }
    local_address_ = local_address_of(easy_.get());
    answered(status_of(easy_.get()));
  }

  void answered(unsigned status) {
    if (is_redirect(status)) {
      if (auto followed = follow(); !followed) finish(tl::unexpected(std::move(followed).error()));
      return;
    }
    if (status == 401 && accepted_ && !repeated_ && !acs_.username.empty() &&
        schemes_asked(easy_.get()) != 0) {
      // Credentials that were good a moment ago: the nonce was of another connection, or has grown
      // old without the ACS saying so, which libcurl takes for a refusal. It has the new one now.
      repeated_ = true;
      return send();
    }
    if (status == 401 && !acs_.username.empty()) {
      if (auto why = why_unanswered(easy_.get(), permitted()); !why.empty()) {
        cause_ = FailureCause::authentication;
        return finish(tl::unexpected(std::move(why)));
      }
    }
    accepted_ = status != 401;
    finish(HttpReply{.status = status,
                     .body = received_.take_body(),
                     .closed_for = closed_for(easy_.get(), status)});
  }

  // The schemes that we answer with at this origin.
  unsigned long permitted() const {
    return permitted_authentication(settings_, origin_.scheme == "https",
                                    /*redirected=*/origin_ != own_origin_);
  }

  tl::expected<void, std::string> follow() {
    if (redirects_ == maximum_redirects) {
      return tl::unexpected("HTTP redirect refused: more than " +
                            std::to_string(maximum_redirects) + " in a session");
    }
    auto destination = destination_of(easy_.get(), url_);
    if (!destination) return tl::unexpected(std::move(destination).error());
    ++redirects_;
    url_ = std::move(destination->url);
    if (destination->origin != origin_) {
      origin_ = std::move(destination->origin);
      begin_at_origin();
    }
    send();
    return {};
  }

  // Last of all: the owner may post again from here, or destroy the connection.
  void finish(tl::expected<HttpReply, std::string> reply) {
    body_.clear();
    body_.shrink_to_fit();
    received_ = {};
    const OnReply deliver = std::exchange(reply_, nullptr);
    deliver(std::move(reply));
  }

  const HttpSettings settings_;
  const AcsAddress acs_;
  std::string url_;    // where the session is now
  Origin origin_;      // of url_
  Origin own_origin_;  // of the URL that the ACS has by configuration
  std::string problem_;
  unsigned redirects_ = 0;
  bool accepted_ = false;  // the last answer at this origin was no 401
  bool repeated_ = false;  // this request, with a new challenge

  std::string body_;
  Content content_ = Content::none;  // what body_ is
  OnReply reply_;
  ReplyBuffer received_;
  FoldedFieldGuard guard_;
  std::string local_address_;
  FailureCause cause_ = FailureCause::protocol;
  std::array<char, CURL_ERROR_SIZE> detail_{};
  HeaderList fields_;
  boost::asio::io_context& loop_;
  // Each is used by those below it.
  ShareHandle cookies_;  // of the session, in memory only
  EasyHandle easy_;
  std::optional<MultiOnLoop> multi_;
};

HttpClient::HttpClient(boost::asio::io_context& loop) : loop_{loop} {
  // Not thread-safe everywhere, and never taken back.
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready != CURLE_OK) throw std::runtime_error("libcurl cannot start");
}

std::unique_ptr<HttpClient::Connection> HttpClient::open(const HttpSettings& settings,
                                                         const AcsAddress& acs) const {
  return std::make_unique<Connection>(*this, settings, acs);
}

HttpClient::Connection::Connection(const HttpClient& client, const HttpSettings& settings,
                                   const AcsAddress& acs)
    : transfer_{std::make_unique<Transfer>(client.loop_, settings, acs)} {}

HttpClient::Connection::~Connection() = default;

void HttpClient::Connection::post(std::string body, OnReply reply) {
  transfer_->post(std::move(body), std::move(reply));
}

FailureCause HttpClient::Connection::failure_cause() const {
  return transfer_->failure_cause();
}

const std::string& HttpClient::Connection::local_address() const {
  return transfer_->local_address();
}

}  // namespace lineman::cwmp
