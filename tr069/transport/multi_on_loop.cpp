#include "tr069/transport/multi_on_loop.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <new>
#include <utility>

#include "tr069/transport/curl_handles.hpp"

namespace lineman::cwmp {
namespace {

using boost::system::error_code;
using Descriptor = boost::asio::posix::stream_descriptor;

// A socket of libcurl's. Given back, not closed, when it goes.
class Watched {
 public:
  explicit Watched(boost::asio::io_context& loop) : descriptor_{loop} {}
  ~Watched() {
    if (descriptor_.is_open()) descriptor_.release();
  }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

  bool assign(curl_socket_t socket) {
    error_code error;
    descriptor_.assign(socket, error);
    return !error;
  }
  Descriptor& descriptor() { return descriptor_; }

  int wanted = CURL_POLL_NONE;  // CURL_POLL_IN, CURL_POLL_OUT or both
  int waiting = CURL_POLL_NONE;

 private:
  Descriptor descriptor_;
};

}  // namespace

// Handlers hold it while they run, so that whoever destroys the owner from within does no harm.
class MultiOnLoop::State : public std::enable_shared_from_this<State> {
 public:
  explicit State(boost::asio::io_context& loop)
      : loop_{loop}, timer_{loop}, multi_{curl_multi_init()} {
    if (!multi_) throw std::bad_alloc{};
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, &State::on_socket);
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, &State::on_timer);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
  }

  void start(CURL* easy, OnDone done) {
    if (curl_multi_add_handle(multi_.get(), easy) != CURLM_OK) {
      return later([done = std::move(done)] { done(CURLE_FAILED_INIT); });
    }
    easy_ = easy;
    done_ = std::move(done);
  }

  void later(std::function<void()> call) {
    boost::asio::post(loop_, [weak = weak_from_this(), call = std::move(call)] {
      const auto self = weak.lock();
      if (self) call();
    });
  }

  void close() {
    if (easy_ != nullptr) curl_multi_remove_handle(multi_.get(), std::exchange(easy_, nullptr));
    done_ = nullptr;
    multi_.reset();
    watched_.clear();
    timer_.cancel();
  }

 private:
  static int on_socket(CURL* /*easy*/, curl_socket_t socket, int what, void* self,
                       void* /*of_socket*/) noexcept {
    return static_cast<State*>(self)->want(socket, what) ? 0 : -1;
  }

  static int on_timer(CURLM* /*multi*/, long milliseconds, void* self) noexcept {
    static_cast<State*>(self)->arm(milliseconds);
    return 0;
  }

  bool want(curl_socket_t socket, int what) {
    if (what == CURL_POLL_REMOVE) {
      watched_.erase(socket);
      return true;
    }
    auto& watched = watched_[socket];
    if (!watched) {
      watched = std::make_shared<Watched>(loop_);
      if (!watched->assign(socket)) return false;
    }
    watched->wanted = what;
    wait(socket, watched);
    return true;
  }

  void wait(curl_socket_t socket, const std::shared_ptr<Watched>& watched) {
    wait_for(CURL_POLL_IN, socket, watched);
    wait_for(CURL_POLL_OUT, socket, watched);
  }

  void wait_for(int direction, curl_socket_t socket, const std::shared_ptr<Watched>& watched) {
    if ((watched->wanted & direction) == 0 || (watched->waiting & direction) != 0) return;
    watched->waiting |= direction;
    watched->descriptor().async_wait(
        direction == CURL_POLL_IN ? Descriptor::wait_read : Descriptor::wait_write,
        [weak = weak_from_this(), socket, direction,
         gone = std::weak_ptr<Watched>{watched}](const error_code& error) {
          const auto self = weak.lock();
          if (self) self->ready(direction, socket, gone, error);
        });
  }

  // Whether it is still wanted.
  static bool end_wait(int direction, const std::weak_ptr<Watched>& gone) {
    const auto watched = gone.lock();
    if (!watched) return false;
    watched->waiting &= ~direction;
    return (watched->wanted & direction) != 0;
  }

  // Whoever took the socket away, or closed the whole, has taken this wait with it. libcurl may do
  // so from within act(): the socket must not be held then.
  void ready(int direction, curl_socket_t socket, const std::weak_ptr<Watched>& gone,
             const error_code& error) {
    if (!end_wait(direction, gone)) return;
    const int event = direction == CURL_POLL_IN ? CURL_CSELECT_IN : CURL_CSELECT_OUT;
    act(socket, error ? CURL_CSELECT_ERR : event);
    if (const auto watched = gone.lock()) wait(socket, watched);
  }

  // From within libcurl: it must not be called back before it has returned.
  void arm(long milliseconds) {
    timer_.cancel();
    if (milliseconds < 0) return;
    timer_.expires_after(std::chrono::milliseconds{milliseconds});
    timer_.async_wait([weak = weak_from_this()](const error_code& error) {
      const auto self = weak.lock();
      if (self && !error) self->act(CURL_SOCKET_TIMEOUT, 0);
    });
  }

  void act(curl_socket_t socket, int events) {
    int running = 0;
    const CURLMcode code = curl_multi_socket_action(multi_.get(), socket, events, &running);
    if (easy_ == nullptr) return;
    if (code != CURLM_OK) return finish(CURLE_FAILED_INIT);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg == CURLMSG_DONE) return finish(message->data.result);
    }
  }

  // Last of all: the owner may start the next transfer from here, or destroy the whole.
  void finish(CURLcode result) {
    curl_multi_remove_handle(multi_.get(), std::exchange(easy_, nullptr));
    const OnDone done = std::exchange(done_, nullptr);
    done(result);
  }

  boost::asio::io_context& loop_;
  boost::asio::steady_timer timer_;
  std::map<curl_socket_t, std::shared_ptr<Watched>> watched_;
  CURL* easy_ = nullptr;
  OnDone done_;
  MultiHandle multi_;
};

MultiOnLoop::MultiOnLoop(boost::asio::io_context& loop) : state_{std::make_shared<State>(loop)} {}

MultiOnLoop::~MultiOnLoop() {
  state_->close();
}

void MultiOnLoop::start(CURL* easy, OnDone done) {
  state_->start(easy, std::move(done));
}

void MultiOnLoop::later(std::function<void()> call) {
  state_->later(std::move(call));
}

}  // namespace lineman::cwmp
