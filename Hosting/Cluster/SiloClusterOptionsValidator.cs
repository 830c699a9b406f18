using System.Net;
using Microsoft.Extensions.Options;

namespace Footfall.Cluster;

/// <summary>Validates the cluster settings that Orleans uses. The cluster id is checked where the queue's keys are built from it.</summary>
internal sealed class SiloClusterOptionsValidator : IValidateOptions<SiloClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, SiloClusterOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.Membership is { } membership && string.IsNullOrWhiteSpace(membership))
        {
            faults.AddError("Cluster:Membership is empty; leave it out, or give the Orleans cluster a name.");
        }

        if (options.Advertise is not ("loopback" or "host") && !IPAddress.TryParse(options.Advertise, out IPAddress? _))
        {
            faults.AddError($"Cluster:Advertise is {options.Advertise}; it must be loopback, host or an IP address.");
        }

        CheckPort(faults, nameof(SiloClusterOptions.SiloPort), options.SiloPort);
        CheckPort(faults, nameof(SiloClusterOptions.GatewayPort), options.GatewayPort);
        if (options.SiloPort == options.GatewayPort)
        {
            faults.AddError($"Cluster:SiloPort and Cluster:GatewayPort are both {options.SiloPort}; they must differ.");
        }

        return faults.Build();
    }

    private static void CheckPort(ValidateOptionsResultBuilder faults, string setting, int port)
    {
        if (port is < 1 or > IPEndPoint.MaxPort)
        {
            faults.AddError($"Cluster:{setting} is {port}; it must be between 1 and {IPEndPoint.MaxPort}.");
        }
    }
}
