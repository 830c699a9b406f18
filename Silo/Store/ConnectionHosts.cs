using System.Globalization;
using Npgsql;

namespace Footfall.Store;

/// <summary>Collects the hosts of an address: libpq has parallel lists of hosts, addresses and ports.</summary>
internal sealed class ConnectionHosts
{
    private readonly List<(string Host, int Port)> _named = [];
    private string[] _hosts = [];
    private string[] _addresses = [];
    private string[] _ports = [];

    /// <summary>Adds a host from a URL's authority.</summary>
    public void Add(string host, int port) => _named.Add((host, port));

    /// <summary>Sets the parameter <c>host</c>.</summary>
    public void SetHosts(string list) => _hosts = list.Split(',');

    /// <summary>Sets the parameter <c>hostaddr</c>.</summary>
    public void SetAddresses(string list) => _addresses = list.Split(',');

    /// <summary>Sets the parameter <c>port</c>.</summary>
    public void SetPorts(string list) => _ports = list.Split(',');

    /// <exception cref="ConnectionParameterException">The lists do not match each other.</exception>
    public void Apply(NpgsqlConnectionStringBuilder connection)
    {
        List<(string Host, int Port)> hosts = _named;
        if (_hosts.Length > 0)
        {
            hosts = [.. _hosts.Select((host, i) => (host, _named.Count == _hosts.Length ? _named[i].Port : 5432))];
        }

        if (_addresses.Length > 0)
        {
            if (hosts.Count > 0 && hosts.Count != _addresses.Length)
            {
                throw new ConnectionParameterException("hostaddr needs as many entries as host");
            }

            if (hosts.Count > 0 && connection.SslMode == SslMode.VerifyFull)
            {
                throw new ConnectionParameterException(
                    "hostaddr cannot be combined with sslmode=verify-full, which checks the host's name; leave hostaddr out, and let the name resolve to that address");
            }

            hosts = [.. _addresses.Select((address, i) => (address, hosts.Count > i ? hosts[i].Port : 5432))];
        }

        if (hosts.Count == 0)
        {
            return;
        }

        if (_ports.Length > 0)
        {
            if (_ports.Length != 1 && _ports.Length != hosts.Count)
            {
                throw new ConnectionParameterException("port needs one entry, or as many as there are hosts");
            }

            hosts = [.. hosts.Select((host, i) => (host.Host, ReadPort(_ports[_ports.Length == 1 ? 0 : i])))];
        }

        PostgresHosts.Join(connection, hosts);
    }

    private static int ReadPort(string text) => text.Length == 0 ? 5432
        : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0 ? port
        : throw new ConnectionParameterException("port is not a number from 1 to 65535");
}
