using Footfall;
using Footfall.Startup;

return await HostRunner.RunAsync(args, SiloHost.Definition);
