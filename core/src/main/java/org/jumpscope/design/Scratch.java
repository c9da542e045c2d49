package org.jumpscope.design;
import org.jumpscope.dataset.*; import org.jumpscope.distribution.*; import org.jumpscope.network.*; import org.jumpscope.numeric.*;
class Scratch { public static void main(String[] z){
 String[][] sets={{"normal(0,0.25)","normal(1,0.25)","0.5"},{"laplace(0,0.25)","student(5,1,0.25)","0.4"}};
 for(String[] set: sets) {var m=ClassMixture.of(0,Double.parseDouble(set[2]),DistributionParser.parse(set[0])).and(1,1-Double.parseDouble(set[2]),DistributionParser.parse(set[1]));
 for (State st: new State[]{State.of(4,-2), State.of(-16,8)}) for (String law: new String[]{"powerlaw(0,1e-2,1)","powerlaw(1,1e-2,1)","powerlaw(1.5,1e-3,1)","powerlaw(1.5,1e-4,1)","powerlaw(2,1e-6,1)","lognormal(0,1)","lognormal(0,3)","uniform(0.1,1)"})
 { long t=System.nanoTime(); var o=LossDesign.withDefaults().design(m,DistributionParser.parse(law),st);
  System.out.println(law+" "+o.getClass().getSimpleName()+" "+st+" "+(System.nanoTime()-t)/1000000);
  o.designed().ifPresent(d->{ long tt=System.nanoTime(); var s=DesignSample.of(d,1000000,1,Workers.of(2)); System.out.println("   sample ms "+(System.nanoTime()-tt)/1000000); for (var b:s.branches()) System.out.println("     "+b.branch().classTarget()+" "+b.branch().biasSign()+" mass "+b.branch().mass()+" k "+b.exponentMeasured()+" ± "+b.standardError()+" D "+b.ksDistance()+" limit "+b.ksLimit());
  tt=System.nanoTime(); var e=DesignDescent.of(d,1,Workers.of(2)); System.out.println("   descent ms "+(System.nanoTime()-tt)/1000000+" "+e); });
 }}
}}
