using System.Net;
using System.Net.Sockets;

namespace Footfall.Redis;

/// <summary>An open connection to the server that was the master when it was opened.</summary>
/// <param name="socket">The connected socket; owned.</param>
/// <param name="address">The address that the Sentinels returned.</param>
/// <param name="onClosed">The callback for when it is closed, called once.</param>
internal sealed class MasterConnection(Socket socket, EndPoint address, Action<MasterConnection> onClosed) : NetworkStream(socket, ownsSocket: true)
{
    private int _closed;

    public EndPoint Address => address;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Interlocked.Exchange(ref _closed, 1) == 0)
        {
            onClosed(this);
        }
    }
}
