// lineman-web-password: makes the file of a password for the phone's own page.
//
//   lineman-web-password FILE
//
// Asks at the terminal, twice and without showing it, or reads one line where standard input is no
// terminal. FILE is replaced, and is for its owner's eyes alone.
#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <optional>
#include <string>

#include "web/login/password_hash.hpp"

namespace {

constexpr int exit_failed = 1;
constexpr int exit_usage = 2;
constexpr std::size_t shortest_password = 8;
constexpr std::size_t longest_password = 256;

// What is typed while it lives does not show.
class Unseen {
 public:
  Unseen() {
    is_terminal_ = tcgetattr(STDIN_FILENO, &before_) == 0;
    auto unseen = before_;
    unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (is_terminal_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
  }
  ~Unseen() {
    if (is_terminal_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  bool is_terminal_ = false;
  termios before_{};
};

std::string ask(const char* question, bool is_terminal) {
  if (is_terminal) std::cerr << question << std::flush;
  std::string line;
  std::getline(std::cin, line);
  if (is_terminal) std::cerr << '\n';
  return line;
}

// Nothing, and a sentence was said, where it is none.
std::optional<std::string> read_password() {
  const bool is_terminal = isatty(STDIN_FILENO) == 1;
  const Unseen unseen;
  auto password = ask("New password: ", is_terminal);
  const char* problem = nullptr;
  if (password.size() < shortest_password) problem = "the password has less than 8 octets";
  if (password.size() > longest_password) problem = "the password has more than 256 octets";
  if (problem == nullptr && is_terminal && ask("Once more: ", true) != password)
    problem = "the two are not the same";
  if (problem == nullptr) return password;
  std::cerr << "lineman-web-password: " << problem << '\n';
  return std::nullopt;
}

// Whole or not at all.
bool write_file(const std::string& path, const std::string& line) {
  const auto beside = path + ".new";
  const int file =
      open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return false;
  const bool written = fchmod(file, 0600) == 0 &&
                       write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
                       fsync(file) == 0;
  const bool closed = close(file) == 0;
  return written && closed && std::rename(beside.c_str(), path.c_str()) == 0;
}

int make(const std::string& path) {
  auto password = read_password();
  if (!password) return exit_failed;
  const auto hash = lineman::web::hash_of(*password);
  OPENSSL_cleanse(password->data(), password->size());
  if (hash.empty()) {
    std::cerr << "lineman-web-password: there is not enough memory\n";
    return exit_failed;
  }
  if (write_file(path, hash + '\n')) return 0;
  std::cerr << "lineman-web-password: " << path << ": " << std::strerror(errno) << '\n';
  return exit_failed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || argv[1][0] == '-') {
    std::cerr << "usage: lineman-web-password FILE\n"
                 "asks for a password and writes its hash to FILE (web.user.N.password_file)\n";
    return exit_usage;
  }
  return make(argv[1]);
}
