# What an SNMP manager made with perl's Net::SNMP does: reads the questions as JSON from standard input, prints the answers.
use strict;
use warnings;

use JSON::PP;
use Net::SNMP qw(:asn1);

use constant REPETITIONS => 25;

my %TYPES = (INTEGER => INTEGER, Gauge32 => GAUGE32, OCTETS => OCTET_STRING, Counter64 => COUNTER64);
my %NAMES = reverse %TYPES;
my %AUTH = (SHA => 'sha', MD5 => 'md5');
my %PRIV = (AES => 'aes', DES => 'des');
my @ERRORS = qw(noError tooBig noSuchName badValue readOnly genError noAccess wrongType wrongLength wrongEncoding wrongValue
                noCreation inconsistentValue resourceUnavailable commitFailed undoFailed authorizationError notWritable);

sub session_for {
    my ($asked) = @_;
    my %access = $asked->{version} == 2
        ? (-version => 'snmpv2c', -community => $asked->{community})
        : (-version => 'snmpv3', -username => $asked->{user},
           -authprotocol => $AUTH{ $asked->{auth} } // die("it has no $asked->{auth}\n"),
           -authpassword => $asked->{passphrase},
           -privprotocol => $PRIV{ $asked->{priv} } // die("it has no $asked->{priv}\n"),
           -privpassword => $asked->{passphrase});
    my ($session, $error) = Net::SNMP->session(
        -hostname => $asked->{host}, -port => $asked->{port}, -timeout => $asked->{timeout}, -retries => 0,
        -translate => 0, -maxmsgsize => 65535, %access);
    die "$error\n" unless $session;
    return $session;
}

sub shown {
    my ($oid, $type, $value) = @_;
    my $kind = $NAMES{$type} // $type;
    return [$oid, $kind, $kind eq 'OCTETS' ? unpack('H*', $value) : $value + 0];
}

sub walk {
    my ($session, $below) = @_;
    my @found;
    my $place = $below;
    while (1) {
        my $answer = $session->get_bulk_request(-maxrepetitions => REPETITIONS, -varbindlist => [$place]);
        die $session->error() . "\n" unless $answer;
        my $types = $session->var_bind_types();
        for my $oid ($session->var_bind_names()) {
            return \@found if $oid !~ /^\Q$below\E\./ || $types->{$oid} == ENDOFMIBVIEW;
            push @found, shown($oid, $types->{$oid}, $answer->{$oid});
            $place = $oid;
        }
    }
}

sub set {
    my ($session, $varbinds) = @_;
    my @list = map { my ($oid, $kind, $value) = @$_; ($oid, $TYPES{$kind}, $kind eq 'OCTETS' ? pack('H*', $value) : $value) }
        @$varbinds;
    return ['noError', 0] if $session->set_request(-varbindlist => \@list);
    return [$session->error(), 0] unless $session->error_status();
    return [$ERRORS[$session->error_status()], $session->error_index()];
}

my $asked = decode_json(do { local $/; <STDIN> });
my $session = session_for($asked);
my %verbs = (walk => \&walk, set => \&set);
print encode_json([map { my ($verb, $argument) = @$_; $verbs{$verb}->($session, $argument) } @{ $asked->{questions} }]);
