#include "ctl/output.hpp"

#include <boost/json/serialize.hpp>
#include <ostream>

#include "ctl/printers.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {

int show(const boost::json::object& reply, const std::function<Document()>& view,
         const CommandLine& line, Console& console) {
  switch (line.format) {
    case Format::json:
      console.out << boost::json::serialize(reply) << '\n';
      break;
    case Format::keyvalue:
      print_keyvalue(view(), console.out);
      break;
    case Format::text:
      print_text(view(), console.out, console.colours, console.width);
      break;
  }
  return exit_done;
}

int fail(const CallError& error, const CommandLine& line, Console& console) {
  if (error.refused.empty()) {
    console.err << "linemanctl: " << printable(error.sentence) << '\n';
  } else if (line.format == Format::text) {
    print_text(view_of_problems(error.refused), console.err, false, console.width);
  } else {
    show(
        error.refused, [&] { return view_of_problems(error.refused); }, line, console);
  }
  return exit_failed;
}

int misuse(const std::string& sentence, const CommandLine& line, Console& console) {
  console.err << "linemanctl: " << printable(sentence) << "\nTry 'linemanctl " << line.verb
              << " --help'.\n";
  return exit_usage;
}

}  // namespace lineman::ctl
