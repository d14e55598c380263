#include "daemon/listening/listener.hpp"

#include <charconv>
#include <optional>
#include <utility>

namespace lineman::daemon {
namespace {

using Tcp = boost::asio::ip::tcp;

// "0.0.0.0:7547", "[::]:7547".
std::optional<Tcp::endpoint> endpoint_of(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto host = text.substr(0, colon);
  const auto digits = text.substr(colon + 1);
  const auto* const end = digits.data() + digits.size();
  unsigned short port = 0;
  const auto [stop, problem] = std::from_chars(digits.data(), end, port);
  if (problem != std::errc{} || stop != end) return std::nullopt;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(std::string{host}, error);
  if (error) return std::nullopt;
  return Tcp::endpoint{address, port};
}

class OwnListener final : public Listener {
 public:
  OwnListener(boost::asio::io_context& loop, Clock& clock, std::string address,
              Accepting::OnAccepted accepted)
      : loop_{loop}, clock_{clock}, address_{std::move(address)}, accepted_{std::move(accepted)} {}
  ~OwnListener() override { stop(); }
  OwnListener(const OwnListener&) = delete;
  OwnListener& operator=(const OwnListener&) = delete;

  void open() override {
    if (accepting_) return;
    const auto endpoint = endpoint_of(address_);
    if (!endpoint) {
      problem_ = "is no address with a port";
      return;
    }
    auto accepting = std::make_shared<Accepting>(loop_, clock_, accepted_);
    if (const auto error = accepting->start(*endpoint)) {
      problem_ = error.message();
      return;
    }
    accepting_ = std::move(accepting);
    problem_.clear();
  }

  void close() override { stop(); }

  const std::string& address() const override { return address_; }
  bool is_open() const override { return accepting_ != nullptr; }
  const std::string& problem() const override { return problem_; }

  std::vector<OpenAddress> local() const override {
    const auto endpoint = accepting_->local();
    return {{host_address(endpoint.address().to_string()), endpoint.port()}};
  }

 private:
  void stop() {
    problem_.clear();
    if (!accepting_) return;
    accepting_->stop();
    accepting_.reset();
  }

  boost::asio::io_context& loop_;
  Clock& clock_;
  std::string address_;
  Accepting::OnAccepted accepted_;
  std::shared_ptr<Accepting> accepting_;
  std::string problem_;
};

class InheritedListener final : public Listener {
 public:
  InheritedListener(boost::asio::io_context& loop, Clock& clock, int descriptor,
                    Accepting::OnAccepted accepted)
      : accepted_{std::move(accepted)},
        accepting_{std::make_shared<Accepting>(
            loop, clock, [this](Tcp::socket socket) { take(std::move(socket)); })} {
    if (const auto error = accepting_->start(descriptor)) {
      unusable_ = "is no TCP socket that listens";
      return;
    }
    const auto endpoint = accepting_->local();
    const auto host = endpoint.address().to_string();
    address_ += (endpoint.address().is_v6() ? '[' + host + ']' : host) + ':';
    address_ += std::to_string(endpoint.port());
  }
  ~InheritedListener() override { accepting_->stop(); }
  InheritedListener(const InheritedListener&) = delete;
  InheritedListener& operator=(const InheritedListener&) = delete;

  void open() override {
    open_ = unusable_.empty();
    problem_ = unusable_;
  }
  void close() override {
    open_ = false;
    problem_.clear();
  }

  const std::string& address() const override { return address_; }
  bool is_open() const override { return open_; }
  const std::string& problem() const override { return problem_; }

  std::vector<OpenAddress> local() const override {
    const auto endpoint = accepting_->local();
    const auto host = host_address(endpoint.address().to_string());
    if (!host.any || !accepting_->takes_both_families()) return {{host, endpoint.port()}};
    return {{host_address("0.0.0.0"), endpoint.port()}, {host, endpoint.port()}};
  }

 private:
  // What is not passed on is closed here.
  void take(Tcp::socket socket) const {
    if (open_) accepted_(std::move(socket));
  }

  std::string address_ = "systemd:";
  Accepting::OnAccepted accepted_;
  std::shared_ptr<Accepting> accepting_;
  std::string unusable_{};
  std::string problem_{};
  bool open_ = false;
};

}  // namespace

std::unique_ptr<Listener> make_listener(boost::asio::io_context& loop, Clock& clock,
                                        std::string address, Accepting::OnAccepted accepted) {
  return std::make_unique<OwnListener>(loop, clock, std::move(address), std::move(accepted));
}

std::unique_ptr<Listener> make_inherited_listener(boost::asio::io_context& loop, Clock& clock,
                                                  int descriptor, Accepting::OnAccepted accepted) {
  return std::make_unique<InheritedListener>(loop, clock, descriptor, std::move(accepted));
}

}  // namespace lineman::daemon
