#include "tr069/transfers/file_connection.hpp"

#include <array>
#include <new>
#include <utility>

#include "daemon/key_pair_files.hpp"
#include "tr069/transfers/transfer_faults.hpp"
#include "tr069/transport/acs_url.hpp"
#include "tr069/transport/curl_handles.hpp"
#include "tr069/transport/failure_sentence.hpp"
#include "tr069/transport/folded_field.hpp"
#include "tr069/transport/last_answer.hpp"
#include "tr069/transport/multi_on_loop.hpp"
#include "tr069/transport/request_options.hpp"

namespace lineman::cwmp {
namespace {

bool is_redirect(unsigned status) {
  return status == 301 || status == 302 || status == 307 || status == 308;
}

Fault problem(FaultCode code, std::string sentence) {
  return {code, std::move(sentence), {}};
}

HeaderList fields(std::initializer_list<const char*> lines) {
  HeaderList list;
  for (const char* line : lines) {
    curl_slist* longer = curl_slist_append(list.get(), line);
    if (longer == nullptr) throw std::bad_alloc{};
    (void)list.release();
    list.reset(longer);
  }
  return list;
}

}  // namespace

class FileConnection::Exchange {
 public:
  Exchange(boost::asio::io_context& loop, HttpSettings settings, AcsAddress place,
           TransferTimes times)
      : settings_{std::move(settings)}, place_{std::move(place)}, times_{times}, loop_{loop} {
    settings_.longest_exchange = times_.longest;
    begin_at(place_.url);
  }

  void get(FileSink& sink, ExpectedFile expected, OnEnd end) {
    sink_ = &sink;
    expected_ = expected;
    end_ = std::move(end);
    send();
  }

  void put(std::string octets, OnEnd end) {
    octets_ = std::move(octets);
    end_ = std::move(end);
    send();
  }

  void resume() { curl_easy_pause(easy_.get(), CURLPAUSE_CONT); }

 private:
  // With nothing of an origin before it: no connection, no answered challenge.
  void begin_at(const std::string& url) {
    if (const auto origin = origin_of(url)) origin_ = *origin;
    multi_.emplace(loop_);
    easy_.reset(curl_easy_init());
    if (!easy_) throw std::bad_alloc{};
    if (own_origin_.host.empty()) own_origin_ = origin_;
    const CURLcode code = apply_options(easy_.get(), settings_, place_, permitted());
    if (code != CURLE_OK) unprepared_ = curl_easy_strerror(code);
    if (origin_.scheme == "https" && !settings_.client_certificate.empty()) check_client_files();
    url_ = url;
  }

  void check_client_files() {
    const auto why_not =
        daemon::problem_with_key_pair(settings_.client_certificate, settings_.client_key);
    if (!why_not.empty()) unprepared_ = "cannot use the client certificate: " + why_not;
  }

  // Basic never goes over plain http to an origin that the ACS did not name.
  unsigned long permitted() const {
    return permitted_authentication(settings_, origin_.scheme == "https",
                                    /*redirected=*/origin_ != own_origin_);
  }

  void send() {
    if (!unprepared_.empty()) {
      return multi_->later(
          [this] { finish(problem(FaultCode::cannot_contact_server, unprepared_)); });
    }
    CURL* easy = easy_.get();
    detail_[0] = '\0';
    reception_ = {sink_, expected_};
    curl_easy_setopt(easy, CURLOPT_URL, url_.c_str());
    // Files are taken as they stand there, and counted here.
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, static_cast<const char*>(nullptr));
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t{0});
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                     static_cast<long>(times_.longest_silence.count()));
    guard_.watch(easy);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &on_head);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &reception_);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &on_progress);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, detail_.data());
    if (sink_ != nullptr) {
      curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    } else {
      prepare_put(easy);
    }
    multi_->start(easy, [this](CURLcode code) { done(code); });
  }

  // As libcurl's post, which sends the octets again where it is challenged.
  void prepare_put(CURL* easy) {
    fields_ = fields({"Expect:", "Content-Type: text/plain; charset=utf-8"});
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields_.get());
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "PUT");
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, octets_.data());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(octets_.size()));
  }

  static std::size_t on_head(char* /*line*/, std::size_t /*one*/, std::size_t size,
                             void* reception) noexcept {
    return static_cast<FileReception*>(reception)->add_head(size) ? size : 0;
  }

  static std::size_t on_body(char* octets, std::size_t /*one*/, std::size_t size,
                             void* self) noexcept {
    return static_cast<Exchange*>(self)->take({octets, size});
  }

  // Zero goes on.
  static int on_progress(void* self, curl_off_t /*total*/, curl_off_t come, curl_off_t /*to_send*/,
                         curl_off_t /*sent*/) noexcept {
    auto& reception = static_cast<Exchange*>(self)->reception_;
    return reception.has_come(static_cast<std::uint64_t>(come)) ? 0 : 1;
  }

  // Only a 200 brings the file; what other answers bring is for people.
  std::size_t take(std::string_view octets) {
    if (status_of(easy_.get()) != 200) return octets.size();
    switch (reception_.take(octets, announced())) {
      case FileSink::Take::later:
        return CURL_WRITEFUNC_PAUSE;
      case FileSink::Take::refused:
        return 0;
      case FileSink::Take::taken:
        break;
    }
    return octets.size();
  }

  std::uint64_t announced() const {
    curl_off_t length = -1;
    curl_easy_getinfo(easy_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    return length < 0 ? 0 : static_cast<std::uint64_t>(length);
  }

  void done(CURLcode code) {
    if (const auto problem = reception_.problem()) return finish(problem);
    if (code != CURLE_OK) return finish(fault_of(code));
    const unsigned status = status_of(easy_.get());
    if (is_redirect(status)) return follow();
    const bool good = sink_ != nullptr ? status == 200 : status >= 200 && status < 300;
    finish(good ? reception_.problem_with_end() : refusal(status));
  }

  Fault refusal(unsigned status) const {
    const bool basic_alone = schemes_asked(easy_.get()) == CURLAUTH_BASIC;
    if (status == 401 && basic_alone && (permitted() & CURLAUTH_BASIC) == 0) {
      return problem(FaultCode::file_authentication_failure,
                     "the file server asks for Basic authentication, which goes over https only");
    }
    return fault_of_status(status);
  }

  Fault fault_of(CURLcode code) const {
    curl_off_t sent = 0;  // microseconds until the request began to be sent
    curl_off_t total = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_PRETRANSFER_TIME_T, &sent);
    curl_easy_getinfo(easy_.get(), CURLINFO_TOTAL_TIME_T, &total);
    const bool asked = sent > 0;
    // libcurl has one word for silence and for the end of all patience.
    if (code == CURLE_OPERATION_TIMEDOUT && asked &&
        std::chrono::microseconds{total} < times_.longest) {
      return problem(
          FaultCode::cannot_complete_download,
          "nothing more came or went for " + std::to_string(times_.longest_silence.count()) + " s");
    }
    const Failure failure{
        .easy = easy_.get(), .code = code, .detail = detail_.data(), .peer = "the file server"};
    return problem(code_of_failure(code, asked), failure_sentence(failure, origin_, settings_));
  }

  void follow() {
    if (redirects_ == maximum_redirects) {
      return finish(problem(FaultCode::cannot_access_file, "HTTP redirect refused: more than " +
                                                               std::to_string(maximum_redirects) +
                                                               " for one file"));
    }
    auto destination = destination_of(easy_.get(), url_);
    if (!destination) {
      return finish(problem(FaultCode::cannot_access_file, std::move(destination).error()));
    }
    ++redirects_;
    if (destination->origin != origin_) {
      begin_at(destination->url);
    } else {
      url_ = std::move(destination->url);
    }
    send();
  }

  // Last of all: the owner may destroy the connection.
  void finish(const std::optional<Fault>& fault) {
    const OnEnd end = std::exchange(end_, nullptr);
    end(fault);
  }

  HttpSettings settings_;
  const AcsAddress place_;
  const TransferTimes times_;
  std::string url_;
  Origin origin_;      // of url_
  Origin own_origin_;  // of the URL that the ACS named
  unsigned redirects_ = 0;
  std::string unprepared_;  // why nothing can be sent

  FileSink* sink_ = nullptr;  // of a get
  ExpectedFile expected_;
  FileReception reception_;
  std::string octets_;  // of a put
  OnEnd end_;

  FoldedFieldGuard guard_;
  std::array<char, CURL_ERROR_SIZE> detail_{};
  HeaderList fields_;
  boost::asio::io_context& loop_;
  // Each is used by those below it.
  EasyHandle easy_;
  std::optional<MultiOnLoop> multi_;
};

FileConnection::FileConnection(boost::asio::io_context& loop, HttpSettings settings,
                               AcsAddress place, TransferTimes times)
    : exchange_{std::make_unique<Exchange>(loop, std::move(settings), std::move(place), times)} {}

FileConnection::~FileConnection() = default;

void FileConnection::get(FileSink& sink, ExpectedFile expected, OnEnd end) {
  exchange_->get(sink, expected, std::move(end));
}

void FileConnection::resume() {
  exchange_->resume();
}

void FileConnection::put(std::string octets, OnEnd end) {
  exchange_->put(std::move(octets), std::move(end));
}

}  // namespace lineman::cwmp
