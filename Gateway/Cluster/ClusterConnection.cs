namespace Footfall.Cluster;

/// <summary>Follows the Orleans client: whether it is connected to a silo now.</summary>
internal sealed class ClusterConnection
{
    private int _gateways;

    public bool IsUp => Volatile.Read(ref _gateways) > 0;

    public void SetGateways(int count) => Volatile.Write(ref _gateways, count);
}
