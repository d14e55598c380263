// A daemon that begins anew by itself, under whatever watches over it.
#pragma once

namespace boost::asio {
class io_context;
}

namespace lineman::daemon {

// Ends the loop as SIGTERM does; once everything is torn down, the program is executed again in the
// same process, with the same command line and environment. Sockets that were handed over would be
// lost with that: where there are any the program ends, and whoever handed them over starts it
// again. From the loop's thread.
void begin_anew(boost::asio::io_context& loop);

// For the daemon's main: whether that was asked for.
bool wants_to_begin_anew();

// Executes the program again; comes back only where that failed. Nothing that is open is passed on
// but standard input, output and error.
void execute_again(const char* const* arguments);

}  // namespace lineman::daemon
